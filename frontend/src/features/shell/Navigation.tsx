import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { serverQuery } from '../../api/queries';
import { Amount } from '../../components/Amount';
import { places } from '../../components/places';
import classes from './Navigation.module.css';

export function Navigation({ onNavigate }: { onNavigate?: () => void }) {
  const { t } = useTranslation();
  const { data: server } = useQuery(serverQuery);
  const amounts: Partial<Record<string, number | null>> =
    server?.fail2ban.state === 'online'
      ? { '/jails': server.jails.running, '/bans': server.bans.current }
      : {};

  return (
    <nav className={classes.nav} aria-label={t('nav.label')}>
      {places.map(({ to, label, Icon }) => (
        <Link
          key={to}
          to={to}
          className={classes.place}
          activeOptions={{ exact: to === '/', includeSearch: false }}
          onClick={onNavigate}
        >
          <Icon size={18} stroke={1.7} aria-hidden />
          {t(label)}
          {typeof amounts[to] === 'number' && (
            <span className={classes.amount} aria-hidden>
              <Amount value={amounts[to]} />
            </span>
          )}
        </Link>
      ))}
    </nav>
  );
}
