import {
  IconBan,
  IconFence,
  IconHistory,
  IconLayoutDashboard,
  IconListCheck,
  IconSettings,
  IconShieldCheck,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { serverQuery } from '../../api/queries';
import { Amount } from '../../components/Amount';
import classes from './Navigation.module.css';

export function Navigation({ onNavigate }: { onNavigate?: () => void }) {
  const { t } = useTranslation();
  const { data: server } = useQuery(serverQuery);
  const isOnline = server?.fail2ban.state === 'online';
  const places = [
    { to: '/', label: t('nav.dashboard'), Icon: IconLayoutDashboard, amount: undefined },
    { to: '/bans', label: t('nav.bans'), Icon: IconBan, amount: isOnline ? server.bans.current : undefined },
    { to: '/history', label: t('nav.history'), Icon: IconHistory, amount: undefined },
    {
      to: '/jails',
      label: t('nav.jails'),
      Icon: IconFence,
      amount: isOnline ? server.jails.running : undefined,
    },
    { to: '/blocklists', label: t('nav.blocklists'), Icon: IconListCheck, amount: undefined },
    { to: '/allow-list', label: t('nav.allowList'), Icon: IconShieldCheck, amount: undefined },
    { to: '/settings', label: t('nav.settings'), Icon: IconSettings, amount: undefined },
  ] as const;

  return (
    <nav className={classes.nav} aria-label={t('nav.label')}>
      {places.map(({ to, label, Icon, amount }) => (
        <Link
          key={to}
          to={to}
          className={classes.place}
          activeOptions={{ exact: to === '/', includeSearch: false }}
          onClick={onNavigate}
        >
          <Icon size={18} stroke={1.7} aria-hidden />
          {label}
          {typeof amount === 'number' && (
            <span className={classes.amount} aria-hidden>
              <Amount value={amount} />
            </span>
          )}
        </Link>
      ))}
    </nav>
  );
}
