import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TruthCheck } from '../../api/types';
import { useCheckNow } from './use-truth-check';

export function CheckNow({ check }: { check: TruthCheck }) {
  const { t } = useTranslation('truth');
  const { mutate, isPending } = useCheckNow();
  return (
    <Button
      size="compact-sm"
      variant="default"
      onClick={() => mutate()}
      loading={isPending || check.isChecking}
    >
      {t('checkNow')}
    </Button>
  );
}
