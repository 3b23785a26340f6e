import { useTranslation } from 'react-i18next';
import type { HistoryEvent } from '../../api/types';
import { useLocale } from '../../i18n/use-locale';
import { exactTime } from '../../time/words';
import { RelativeTime } from '../RelativeTime';
import classes from './EventEnd.module.css';

/** Whether a ban is still in force, and if not, how it ended; when on hover. */
export function EventEnd({ event }: { event: HistoryEvent }) {
  const { t } = useTranslation('history');
  const locale = useLocale();
  const { state, endsAt, endReason, releasedBy } = event;
  if (state === 'active') {
    return (
      <span className={classes.active}>
        {t('end.active')}
        {endsAt !== null && (
          <span className={classes.until}>
            <RelativeTime at={endsAt} />
          </span>
        )}
      </span>
    );
  }
  const words = releasedBy ? t('end.releasedBy', { name: releasedBy }) : t(`end.${endReason ?? 'unknown'}`);
  return <span title={endsAt === null ? undefined : exactTime(endsAt, locale)}>{words}</span>;
}
