import { useTranslation } from 'react-i18next';
import type { TruthRepairResult } from '../../api/types';
import { AddressesWith } from './AddressesWith';

/** What a repair has not mended, each with the reason. */
export function RepairFailures({ results }: { results: TruthRepairResult[] }) {
  const { t } = useTranslation('truth');
  const failed = results.filter(({ status }) => status === 'failed' || status === 'still_missing');
  if (failed.length === 0) return null;
  return (
    <AddressesWith
      title={t('repair.failed', { count: failed.length })}
      explanation={t('repair.failedDetail')}
      items={failed.map(({ address, detail }) => ({ address, detail: detail ?? t('repair.stillMissing') }))}
    />
  );
}
