import { Button, Progress } from '@mantine/core';
import { IconAlertTriangle, IconPlayerStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RegexTest } from '../../api/types';
import { bytesInWords } from '../../components/bytes-in-words';
import { Elapsed } from '../../components/Elapsed';
import { Notice } from '../../components/Notice';
import { Panel } from '../../components/Panel';
import { useLocale } from '../../i18n/use-locale';
import { Outcome } from './Outcome';
import type { RegexLabSearch } from './search';

interface Props {
  test: RegexTest;
  search: RegexLabSearch;
  isEnding: boolean;
  onCancel: () => void;
}

/** What a test has come to, or how far it is. */
export function TestResult({ test, search, isEnding, onCancel }: Props) {
  const { t } = useTranslation('regexLab');
  if (test.state === 'running') return <Running test={test} isEnding={isEnding} onCancel={onCancel} />;
  if (test.result !== null) return <Outcome outcome={test.result} search={search} />;
  if (test.state === 'cancelled') {
    return (
      <Notice tone="plain" icon={<IconPlayerStop size={18} />}>
        {t('cancelled')}
      </Notice>
    );
  }
  return (
    <Notice tone="alarm" icon={<IconAlertTriangle size={18} />} title={t('failed')}>
      {test.problem}
    </Notice>
  );
}

function Running({ test, isEnding, onCancel }: Omit<Props, 'search'>) {
  const { t } = useTranslation('regexLab');
  const locale = useLocale();
  const { done, total } = test.progress;
  const isRead = total !== null && done >= total;
  return (
    <Panel
      title={t('running.title')}
      aside={
        <>
          <Elapsed since={test.startedAt} />{' '}
          <Button size="compact-sm" variant="default" ml="xs" loading={isEnding} onClick={onCancel}>
            {t('running.cancel')}
          </Button>
        </>
      }
    >
      <Progress value={total ? (100 * done) / total : 100} animated aria-label={t('running.title')} mb="xs" />
      <div aria-live="polite">
        {total === null || isRead
          ? t('running.measuring')
          : t('running.progress', { done: bytesInWords(done, locale), total: bytesInWords(total, locale) })}
      </div>
    </Panel>
  );
}
