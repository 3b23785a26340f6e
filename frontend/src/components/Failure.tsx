import { Button } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { problemWords } from './problem-words';
import { Quiet } from './Quiet';

/** What stands where data would when it could not be fetched. */
export function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  const { title, detail } = problemWords(error, t);
  return (
    <div role="alert">
      <Quiet
        icon={<IconCloudOff size={28} stroke={1.5} />}
        title={title}
        action={
          <Button variant="default" onClick={onRetry}>
            {t('action.retry')}
          </Button>
        }
      >
        {detail}
      </Quiet>
    </div>
  );
}
