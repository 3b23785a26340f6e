import { useTranslation } from 'react-i18next';
import type { HistoryEvent } from '../../api/types';
import { useLocale } from '../../i18n/use-locale';
import { exactTime } from '../../time/words';
import classes from './EventEnd.module.css';

/** Whether a ban is still in force, and if not, how it ended; when on hover. */
export function EventEnd({ event }: { event: HistoryEvent }) {
  const { t } = useTranslation('history');
  const locale = useLocale();
  const { state, endsAt, endReason, releasedBy } = event;
  const isActive = state === 'active';
  const ended = releasedBy ? t('end.releasedBy', { name: releasedBy }) : t(`end.${endReason ?? 'unknown'}`);
  return (
    <span
      className={isActive ? classes.active : undefined}
      title={endsAt === null ? undefined : exactTime(endsAt, locale)}
    >
      {isActive ? t('end.active') : ended}
    </span>
  );
}
