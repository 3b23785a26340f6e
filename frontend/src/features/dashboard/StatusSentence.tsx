import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { serverQuery } from '../../api/queries';
import { truthCheckQuery } from '../../api/truth-queries';
import { TextLink } from '../../components/links';
import { useConnection } from '../../live/connection';

/** The answer to "is all well?" in one line. */
export function StatusSentence() {
  const { t } = useTranslation();
  const { data: server } = useQuery(serverQuery);
  const { data: check } = useQuery(truthCheckQuery);
  const connection = useConnection();
  if (connection === 'lost') return t('dashboard.outOfReach');
  if (!server) return <Skeleton height={13} width={260} my={4} />;

  const { fail2ban, jails, snapshotComplete } = server;
  if (fail2ban.state === 'offline') return t('dashboard.offline');
  if (fail2ban.state === 'connecting' || !snapshotComplete) return t('dashboard.reading');
  if (jails.running === 0) return t('dashboard.noJails');
  if (jails.stopped > 0) {
    return (
      <TextLink to="/jails" inherit c="var(--warn)">
        {t('dashboard.someStopped', { count: jails.stopped })}
      </TextLink>
    );
  }
  const isAmiss = check !== undefined && check.missing + check.shadowed > 0;
  return t(isAmiss ? 'dashboard.notAllStopped' : 'dashboard.allWell', { count: jails.running });
}
