import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { BlocklistRun } from '../../api/types';
import { sumsOf } from './amounts';
import classes from './RunResult.module.css';

/** What a run changed, or why it changed nothing. */
export function RunOutcome({ run }: { run: BlocklistRun }) {
  const { t } = useTranslation('blocklists');
  return (
    <>
      {run.state !== 'cancelled' && run.problem && <p className={classes.problem}>{run.problem}</p>}
      <p className={classes.sentence}>{sentenceOf(run, t)}</p>
    </>
  );
}

function sentenceOf(run: BlocklistRun, t: TFunction<'blocklists'>): string | null {
  const { state, dryRun, added, removed, applied, counts } = run;
  if (state === 'cancelled') return t('run.isCancelled');
  if (state === 'failed' || state === 'interrupted') return t('run.isFailed');
  if (state !== 'succeeded') return null;
  const change = { added: added ?? 0, removed: removed ?? 0 };
  const sentences = [
    t(dryRun ? 'run.wouldChange' : 'run.change', change),
    ...(counts ? [t('run.entries', { count: sumsOf(counts).all })] : []),
    ...(applied && !dryRun ? [t(`run.applied.${applied}`)] : []),
  ];
  return sentences.join(' ');
}
