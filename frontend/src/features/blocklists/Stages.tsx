import { Loader } from '@mantine/core';
import { IconCheck, IconCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { BlocklistRun } from '../../api/types';
import { Milliseconds } from './Milliseconds';
import classes from './Stages.module.css';
import { stages } from './stage-order';

/** The steps of an import: done and how long it took, under way, or to come. */
export function Stages({ run }: { run: BlocklistRun }) {
  const { t } = useTranslation('blocklists');
  const current = run.stage === null ? -1 : stages.indexOf(run.stage);
  return (
    <ol className={classes.stages} aria-label={t('run.stages')}>
      {stages.map((stage, index) => {
        const state = index < current ? 'done' : index === current ? 'current' : 'ahead';
        const took = run.durationMs[stage];
        return (
          <li key={stage} data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
            {state === 'done' && <IconCheck size={15} aria-hidden />}
            {state === 'current' && <Loader size={13} aria-hidden />}
            {state === 'ahead' && <IconCircle size={13} aria-hidden />}
            {t(`run.stage.${stage}`)}
            {state === 'done' && took !== undefined && <Milliseconds value={took} />}
          </li>
        );
      })}
    </ol>
  );
}
