import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBan } from '@tabler/icons-react';
import { Trans, useTranslation } from 'react-i18next';
import type { Ban } from '../../api/types';
import { AddressLink } from '../../components/AddressLink';
import { Evidence } from '../../components/bans/Evidence';
import { Expiry } from '../../components/bans/Expiry';
import { useRelease } from '../../components/bans/use-release';
import { TextLink } from '../../components/links';
import { RelativeTime } from '../../components/RelativeTime';
import classes from './BanNow.module.css';
import { Statement } from './Statement';

/** A ban in force: in which jail, since when, for how long yet, why, and the way out. */
export function BanNow({ ban, isItself }: { ban: Ban; isItself: boolean }) {
  const { t } = useTranslation('addresses');
  const { t: common } = useTranslation();
  const [isOpen, { toggle }] = useDisclosure(false);
  const release = useRelease(() => undefined);
  const { address, jail } = ban;

  return (
    <Statement
      icon={IconBan}
      tone="blocked"
      action={
        <Button
          size="compact-sm"
          variant="default"
          aria-label={common('bans.releaseOne', { address, jail })}
          loading={release.isPending}
          onClick={() => release.ask([ban])}
        >
          {common('bans.release')}
        </Button>
      }
    >
      <strong>
        <Trans
          t={t}
          i18nKey={isItself ? 'now.banned' : 'now.networkBanned'}
          values={{ jail }}
          components={{
            jail: <TextLink to="/jails/$jail" params={{ jail }} inherit />,
            network: <AddressLink value={address} />,
          }}
        />
      </strong>
      <dl className={classes.times}>
        <div>
          <dt>{t('now.since')}</dt>
          <dd>
            <RelativeTime at={ban.bannedAt} />
          </dd>
        </div>
        <div>
          <dt>{common('column.expiresAt')}</dt>
          <dd>
            <Expiry at={ban.expiresAt} />
          </dd>
        </div>
      </dl>
      <Button size="compact-xs" variant="subtle" ml={-8} aria-expanded={isOpen} onClick={toggle}>
        {t(isOpen ? 'now.hideWhy' : 'now.why')}
      </Button>
      {isOpen && <Evidence jail={jail} address={address} />}
    </Statement>
  );
}
