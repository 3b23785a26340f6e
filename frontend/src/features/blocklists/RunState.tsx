import { Loader } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCheck,
  IconClock,
  IconPlayerStop,
  IconPlugConnectedX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { BlocklistRun } from '../../api/types';
import classes from './RunState.module.css';

const signs = {
  queued: IconClock,
  running: Loader,
  succeeded: IconCheck,
  failed: IconAlertTriangle,
  cancelled: IconPlayerStop,
  interrupted: IconPlugConnectedX,
} as const;

/** How a run stands, by a word and a sign. */
export function RunState({ state }: { state: BlocklistRun['state'] }) {
  const { t } = useTranslation('blocklists');
  const Sign = signs[state];
  return (
    <span className={classes.state} data-state={state}>
      <Sign size={14} aria-hidden />
      {t(`run.state.${state}`)}
    </span>
  );
}
