import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { serverQuery } from '../../api/queries';
import { useConnection } from '../../live/connection';
import classes from './DaemonState.module.css';

/** fail2ban in two lines: which, and whether it answers. */
export function DaemonState() {
  const { t } = useTranslation();
  const { data: server } = useQuery(serverQuery);
  const connection = useConnection();
  const state = connection === 'lost' ? 'unknown' : (server?.fail2ban.state ?? 'connecting');
  return (
    <div className={classes.daemon} data-state={state}>
      <span className={classes.sign} aria-hidden />
      <div>
        <div className={classes.name}>
          fail2ban <span className="num">{server?.fail2ban.version}</span>
        </div>
        <div className={classes.words}>{t(`daemon.state.${state}`)}</div>
      </div>
    </div>
  );
}
