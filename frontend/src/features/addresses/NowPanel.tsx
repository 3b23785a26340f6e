import { IconCircleCheck, IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { serverQuery } from '../../api/queries';
import type { AddressPage } from '../../api/types';
import { AddressLink } from '../../components/AddressLink';
import { keyOf } from '../../components/bans/ban-key';
import { Panel } from '../../components/Panel';
import { BanNow } from './BanNow';
import classes from './NowPanel.module.css';
import { OnBlocklists } from './OnBlocklists';
import { Statement } from './Statement';

/** Whether it can connect right now: bans, blocklists, allow-list. */
export function NowPanel({ page }: { page: AddressPage }) {
  const { t } = useTranslation('addresses');
  const { data: server } = useQuery(serverQuery);
  const isOffline = server?.fail2ban.state === 'offline';
  const { address, kind, bans, allowed } = page;
  return (
    <Panel title={t('now.title')}>
      <ul className={classes.statements}>
        {bans.map((ban) => (
          <BanNow key={keyOf(ban)} ban={ban} isItself={ban.address === address} />
        ))}
        {bans.length === 0 && (
          <Statement icon={IconCircleCheck} tone={isOffline ? 'plain' : 'ok'}>
            {t(isOffline ? 'now.notBannedThen' : 'now.notBanned')}
          </Statement>
        )}
        {allowed.map((entry) => (
          <Statement key={`${entry.jail} ${entry.address}`} icon={IconShieldCheck} tone="ok">
            {t('now.allowed', { scope: entry.jail ?? t('now.everyJail') })}{' '}
            <AddressLink value={entry.address} />
          </Statement>
        ))}
        {kind !== 'name' && <OnBlocklists address={address} />}
      </ul>
    </Panel>
  );
}
