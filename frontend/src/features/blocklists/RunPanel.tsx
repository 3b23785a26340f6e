import { VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BlocklistRun } from '../../api/types';
import { nowSeconds } from '../../time/clock';
import { RunProgress } from './RunProgress';
import { RunResult } from './RunResult';
import { hasEnded, kindOf, useRuns } from './use-runs';

/** The import that is under way, whoever started it, and afterwards what came of it. */
export function RunPanel() {
  const { runs, active } = useRuns();
  const [openedAt] = useState(nowSeconds);
  const [dismissed, setDismissed] = useState<number>();
  const latest = runs?.[0];
  // A result that nobody waited for is one for the log.
  const isNews =
    latest?.endedAt != null &&
    latest.endedAt >= openedAt &&
    latest.trigger !== 'schedule' &&
    latest.id !== dismissed;
  const shown = active ?? (isNews ? latest : undefined);

  return (
    <>
      <VisuallyHidden role="status">{shown && <RunWords run={shown} />}</VisuallyHidden>
      {shown &&
        (hasEnded(shown) ? (
          <RunResult run={shown} onClose={() => setDismissed(shown.id)} />
        ) : (
          <RunProgress run={shown} />
        ))}
    </>
  );
}

/** What a screen reader says whenever a step or the whole is done. */
function RunWords({ run }: { run: BlocklistRun }) {
  const { t } = useTranslation('blocklists');
  const kind = t(`run.kind.${kindOf(run)}`);
  const state = t(`run.state.${run.state}`);
  const stage = run.state === 'running' && run.stage ? ` ${t(`run.stage.${run.stage}`)}` : '';
  return `${kind}: ${state}.${stage}`;
}
