import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { JailSummary } from '../api/types';
import classes from './JailState.module.css';

/** Whether a jail watches, by a word and a sign. */
export function JailState({ state }: { state: JailSummary['state'] }) {
  const { t } = useTranslation();
  const Sign = state === 'running' ? IconPlayerPlayFilled : IconPlayerPauseFilled;
  return (
    <span className={classes.state} data-state={state}>
      <Sign size={11} aria-hidden />
      {t(`jail.state.${state}`)}
    </span>
  );
}
