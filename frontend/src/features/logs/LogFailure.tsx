import { Button } from '@mantine/core';
import { IconFileOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../api/problem';
import { Failure } from '../../components/Failure';
import { Quiet } from '../../components/Quiet';
import { isFileProblem } from './file-problem';

/** Why the log cannot be read: something about the file, which somebody can mend, or anything else. */
export function LogFailure({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useTranslation('logs');
  const { t: common } = useTranslation();
  if (!(error instanceof Problem) || !isFileProblem(error.code))
    return <Failure error={error} onRetry={onRetry} />;
  return (
    <div role="alert">
      <Quiet
        icon={<IconFileOff size={28} stroke={1.5} />}
        title={t(`problem.${error.code}.title`)}
        action={
          <Button variant="default" onClick={onRetry}>
            {common('action.retry')}
          </Button>
        }
      >
        {t(`problem.${error.code}.detail`)}
      </Quiet>
    </div>
  );
}
