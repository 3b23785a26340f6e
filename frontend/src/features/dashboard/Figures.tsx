import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { serverQuery } from '../../api/queries';
import { Amount } from '../../components/Amount';
import { Elapsed } from '../../components/Elapsed';
import { Failure } from '../../components/Failure';
import { Figure } from '../../components/Figure';
import classes from '../../components/Figures.module.css';
import { Panel } from '../../components/Panel';

export function Figures() {
  const { t } = useTranslation();
  const { data: server, error, refetch } = useQuery(serverQuery);
  if (error && !server) {
    return (
      <Panel>
        <Failure error={error} onRetry={() => void refetch()} />
      </Panel>
    );
  }
  const isOnline = server?.fail2ban.state === 'online';
  return (
    <Panel isFlush>
      <dl className={classes.figures}>
        <Figure label={t('figure.banned')} value={server && <Amount value={server.bans.current} />}>
          <SinceStart total={server?.bans.total ?? null} />
        </Figure>
        <Figure label={t('figure.failed')} value={server && <Amount value={server.failures.current} />}>
          <SinceStart total={server?.failures.total ?? null} />
        </Figure>
        <Figure
          label={t('figure.jails')}
          value={server && <Amount value={isOnline ? server.jails.running : null} />}
        >
          {!isOnline
            ? t('figure.notKnown')
            : server.jails.stopped > 0
              ? t('figure.stopped', { count: server.jails.stopped })
              : t('figure.noneStopped')}
        </Figure>
        <Figure label="fail2ban" value={server && (server.fail2ban.version ?? '–')}>
          {server && t(`figure.daemon.${server.fail2ban.state}`)}{' '}
          {server && <Elapsed since={server.fail2ban.since} />}
        </Figure>
      </dl>
    </Panel>
  );
}

function SinceStart({ total }: { total: number | null }) {
  const { t } = useTranslation();
  if (total === null) return t('figure.notKnown');
  return (
    <>
      <Amount value={total} /> {t('figure.sinceStart')}
    </>
  );
}
