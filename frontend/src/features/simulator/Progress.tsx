import { Button, Progress as ProgressBar } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Simulation } from '../../api/types';
import { bytesInWords } from '../../components/bytes-in-words';
import { Elapsed } from '../../components/Elapsed';
import { Panel } from '../../components/Panel';
import { useLocale } from '../../i18n/use-locale';
import classes from './Progress.module.css';
import type { useSimulation } from './use-simulation';

interface Props {
  simulation: Simulation;
  cancel: ReturnType<typeof useSimulation>['cancel'];
}

/** How much of the log is read, and the way to stop. The page may be left: its address finds the run again. */
export function Progress({ simulation: { id, startedAt, progress }, cancel }: Props) {
  const { t } = useTranslation('simulator');
  const locale = useLocale();
  const { done, total } = progress;
  const share = total === null || total === 0 ? 0 : (100 * done) / total;
  const words = t('progress.read', {
    done: bytesInWords(done, locale),
    total: bytesInWords(total ?? 0, locale),
  });

  return (
    <Panel
      title={t('progress.title')}
      aside={
        <>
          <Elapsed since={startedAt} />
          <Button
            size="compact-sm"
            variant="default"
            ml="xs"
            loading={cancel.isPending}
            onClick={() => cancel.mutate(id)}
          >
            {t('progress.cancel')}
          </Button>
        </>
      }
    >
      <ProgressBar value={share} aria-label={t('progress.title')} />
      <p className={classes.words}>
        <span className="num">{words}</span> {t('progress.leave')}
      </p>
    </Panel>
  );
}
