import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { BlocklistRun } from '../../api/types';
import { sumsOf } from './amounts';
import classes from './RunResult.module.css';

/** What a run changed, or why it changed nothing. */
export function RunOutcome({ run }: { run: BlocklistRun }) {
  const { t } = useTranslation();
  return (
    <>
      {run.state !== 'cancelled' && run.problem && <p className={classes.problem}>{run.problem}</p>}
      <p className={classes.sentence}>{sentenceOf(run, t)}</p>
    </>
  );
}

function sentenceOf(run: BlocklistRun, t: TFunction): string | null {
  const { state, dryRun, added, removed, applied, counts } = run;
  if (state === 'cancelled') return t('blocklists.run.isCancelled');
  if (state === 'failed' || state === 'interrupted') return t('blocklists.run.isFailed');
  if (state !== 'succeeded') return null;
  const change = { added: added ?? 0, removed: removed ?? 0 };
  const sentences = [
    t(dryRun ? 'blocklists.run.wouldChange' : 'blocklists.run.change', change),
    ...(counts ? [t('blocklists.run.entries', { count: sumsOf(counts).all })] : []),
    ...(applied && !dryRun ? [t(`blocklists.run.applied.${applied}`)] : []),
  ];
  return sentences.join(' ');
}
