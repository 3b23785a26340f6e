import { useTranslation } from 'react-i18next';
import type { ArchiveState } from '../../api/types';
import { RelativeTime } from '../../components/RelativeTime';
import classes from './State.module.css';

/** Whether new bans find their way into the history, and what is amiss when not. */
export function CollectorState({ collector }: { collector: ArchiveState['collector'] }) {
  const { t } = useTranslation('settings');
  const { state, problem, collectedAt, skipped } = collector;
  const isReading = state === 'collecting' && collectedAt !== null;
  return (
    <>
      {isReading ? (
        <>
          {t('history.collecting')} <RelativeTime at={collectedAt} />
        </>
      ) : (
        t(state === 'collecting' ? 'history.collectingNever' : `history.${state}`)
      )}
      {problem !== null && <div className={classes.problem}>{problem}</div>}
      {skipped > 0 && <div className={classes.problem}>{t('history.skipped', { count: skipped })}</div>}
    </>
  );
}
