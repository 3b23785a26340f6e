import { IconHelp, IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { JailSummary } from '../api/types';
import classes from './JailState.module.css';

const signs = { running: IconPlayerPlayFilled, stopped: IconPlayerPauseFilled, unknown: IconHelp } as const;

/** Whether a jail watches, by a word and a sign. */
export function JailState({ state }: { state: JailSummary['state'] }) {
  const { t } = useTranslation();
  const Sign = signs[state];
  return (
    <span className={classes.state} data-state={state}>
      <Sign size={state === 'unknown' ? 14 : 11} aria-hidden />
      {t(`jail.state.${state}`)}
    </span>
  );
}
