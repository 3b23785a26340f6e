import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BlocklistRun } from '../../api/types';
import { Elapsed } from '../../components/Elapsed';
import { Panel } from '../../components/Panel';
import { RunSources } from './RunSources';
import { Stages } from './Stages';
import { useImports } from './use-imports';
import { kindOf } from './use-runs';
import { useIsHolder } from './use-scheduler';

/** An import under way: which step, what came of each list so far, and the way to stop it. */
export function RunProgress({ run }: { run: BlocklistRun }) {
  const { t } = useTranslation('blocklists');
  const isHolder = useIsHolder();
  const { cancel } = useImports();
  const isWaiting = run.state === 'queued';

  return (
    <Panel
      title={`${t(`run.kind.${kindOf(run)}`)}: ${t(`run.state.${run.state}`)}`}
      isFlush
      aside={
        <>
          {!isWaiting && t('run.running')} <Elapsed since={run.startedAt ?? run.queuedAt} />{' '}
          {isHolder && (
            <Button
              size="compact-sm"
              variant="default"
              ml="xs"
              loading={cancel.isPending}
              onClick={() => cancel.mutate(run.id)}
            >
              {t('run.cancel')}
            </Button>
          )}
        </>
      }
    >
      <Stages run={run} />
      {run.sources.length > 0 && <RunSources sources={run.sources} isLive />}
    </Panel>
  );
}
