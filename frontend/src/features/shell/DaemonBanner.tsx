import { IconPlugX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { serverQuery } from '../../api/queries';
import { Elapsed } from '../../components/Elapsed';
import { Notice } from '../../components/Notice';
import { daemonProblemWords } from '../../components/problem-words';
import classes from './Banner.module.css';

/** fail2ban does not answer: since when, why, and what to do. Everything else stays usable. */
export function DaemonBanner() {
  const { t } = useTranslation();
  const { data: server } = useQuery(serverQuery);
  if (server?.fail2ban.state !== 'offline') return null;
  const { problem, since, socket } = server.fail2ban;
  const words = problem
    ? daemonProblemWords(problem, t)
    : { title: t('daemon.offline'), detail: t('daemon.offlineDetail', { socket }) };
  return (
    <div className={classes.banner}>
      <Notice tone="alarm" icon={<IconPlugX size={20} />} title={words.title}>
        {words.detail}
        <div className={classes.since}>
          {t('daemon.lastSeen')} <Elapsed since={since} /> · {t('daemon.retrying')}
        </div>
      </Notice>
    </div>
  );
}
