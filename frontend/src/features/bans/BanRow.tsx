import { ActionIcon, Button, Checkbox } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Ban } from '../../api/types';
import { AddressLink } from '../../components/AddressLink';
import { Evidence } from '../../components/bans/Evidence';
import { Expiry } from '../../components/bans/Expiry';
import { useRelease } from '../../components/bans/use-release';
import { Country } from '../../components/Country';
import { RelativeTime } from '../../components/RelativeTime';
import classes from './BansTable.module.css';
import type { Selection } from './use-selection';

export function BanRow({ ban, selection }: { ban: Ban; selection: Selection }) {
  const { t } = useTranslation();
  const [isOpen, { toggle }] = useDisclosure(false);
  const release = useRelease(() => selection.toggle([ban], false));
  const { address, jail } = ban;

  return (
    <>
      <tr className={isOpen ? classes.open : undefined}>
        <td className={classes.tick}>
          <div>
            <Checkbox
              size="xs"
              aria-label={t('bans.select', { address, jail })}
              checked={selection.has(ban)}
              onChange={(event) => selection.toggle([ban], event.currentTarget.checked)}
            />
            <ActionIcon
              size="sm"
              aria-label={t('bans.evidenceOf', { address })}
              aria-expanded={isOpen}
              onClick={toggle}
            >
              <IconChevronRight size={16} className={classes.chevron} />
            </ActionIcon>
          </div>
        </td>
        <td>
          <AddressLink value={address} />
          {ban.banCount > 1 && (
            <span className={classes.times}>{t('bans.times', { count: ban.banCount })}</span>
          )}
        </td>
        <td>
          <Country code={ban.country} />
        </td>
        <td className={classes.jail}>{jail}</td>
        <td className={classes.when}>
          <RelativeTime at={ban.bannedAt} />
        </td>
        <td className={classes.when}>
          <Expiry at={ban.expiresAt} />
        </td>
        <td className={classes.button}>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            aria-label={t('bans.releaseOne', { address, jail })}
            loading={release.isPending}
            onClick={() => release.ask([ban])}
          >
            {t('bans.release')}
          </Button>
        </td>
      </tr>
      {isOpen && (
        <tr className={classes.open}>
          <td colSpan={7} className={classes.evidence}>
            <Evidence jail={jail} address={address} />
          </td>
        </tr>
      )}
    </>
  );
}
