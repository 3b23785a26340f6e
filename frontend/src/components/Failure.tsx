import { Button } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problem';
import { Quiet } from './Quiet';

/** What stands where data would when it could not be fetched. */
export function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <div role="alert">
      <Quiet
        icon={<IconCloudOff size={28} stroke={1.5} />}
        title={error instanceof Problem ? error.title : t('failure.unreachable')}
        action={
          <Button variant="default" onClick={onRetry}>
            {t('action.retry')}
          </Button>
        }
      >
        {error instanceof Problem ? error.detail : t('failure.unreachableDetail')}
      </Quiet>
    </div>
  );
}
