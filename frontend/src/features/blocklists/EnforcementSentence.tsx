import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { enforcementQuery, sourcesQuery } from '../../api/blocklist-queries';
import { RelativeTime } from '../../components/RelativeTime';
import { sumsOf } from './amounts';
import { useIsHolder } from './use-scheduler';

/** Whether the lists stop anybody right now, in one line. */
export function EnforcementSentence() {
  const { t } = useTranslation('blocklists');
  const { data: enforcement, isError } = useQuery(enforcementQuery);
  const { data: sources } = useQuery(sourcesQuery);
  const isHolder = useIsHolder();
  if (isError && !enforcement) return t('state.unknown');
  if (!enforcement || !sources) return <Skeleton height={13} width={260} my={4} />;

  const { state, driver, current } = enforcement;
  if (sources.items.length === 0 && state !== 'enforced') return t('state.noSources');
  if (driver === 'off') return t('state.compiledOnly');
  if (current === null) return t('state.notYet');
  if (state === 'empty') return t('state.empty');
  if (state === 'unknown') return t(isHolder ? 'state.unknown' : 'state.elsewhere');
  if (state === 'not_enforced') {
    return <span style={{ color: 'var(--warn)' }}>{t('state.notEnforced')}</span>;
  }
  return (
    <>
      {t('state.enforced', { count: sumsOf(enforcement.counts ?? current.counts).all })}{' '}
      <RelativeTime at={current.compiledAt} />
    </>
  );
}
