import { CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BlocklistRun } from '../../api/types';
import { Panel } from '../../components/Panel';
import { RunOutcome } from './RunOutcome';
import classes from './RunResult.module.css';
import { StageBar } from './StageBar';
import { kindOf } from './use-runs';

/** What came of an import, in numbers. */
export function RunResult({ run, onClose }: { run: BlocklistRun; onClose: () => void }) {
  const { t } = useTranslation('blocklists');
  const failed = run.sources.filter(({ problem }) => problem !== null);
  return (
    <Panel
      title={`${t(`run.kind.${kindOf(run)}`)}: ${t(`run.state.${run.state}`)}`}
      aside={<CloseButton size="sm" aria-label={t('run.close')} onClick={onClose} />}
    >
      <div className={classes.result}>
        <RunOutcome run={run} />
        {failed.length > 0 && (
          <div>
            <strong>{t('run.problems', { count: failed.length })}</strong>
            <ul className={classes.failed}>
              {failed.map(({ sourceId, name, problem }) => (
                <li key={sourceId}>
                  {name}: {problem}
                </li>
              ))}
            </ul>
          </div>
        )}
        <StageBar run={run} />
      </div>
    </Panel>
  );
}
