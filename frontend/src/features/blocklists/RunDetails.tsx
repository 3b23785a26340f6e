import { useTranslation } from 'react-i18next';
import type { BlocklistRun } from '../../api/types';
import { Drops } from './Drops';
import classes from './RunLog.module.css';
import { RunOutcome } from './RunOutcome';
import { RunSources } from './RunSources';
import { StageBar } from './StageBar';

/** Everything that is kept about a run. */
export function RunDetails({ run }: { run: BlocklistRun }) {
  const { t } = useTranslation('blocklists');
  return (
    <div className={classes.inner}>
      <RunOutcome run={run} />
      <StageBar run={run} />
      {run.sources.length > 0 && <RunSources sources={run.sources} />}
      {run.drops.length > 0 && (
        <div>
          <strong>{t('run.dropped')}</strong>
          <Drops drops={run.drops} />
        </div>
      )}
    </div>
  );
}
