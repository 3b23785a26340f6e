import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/use-locale';
import { readCron, type Schedule } from './schedule';

/** When a cron expression asks for something, in words where it has a usual shape. */
export function ScheduleWords({ cron, timeZone }: { cron: string | null; timeZone: string }) {
  const { t } = useTranslation('blocklists');
  const locale = useLocale();
  if (cron === null) return t('schedule.choice.never');
  const schedule = readCron(cron);
  if (schedule === null) return <span className="mono">{cron}</span>;
  return <span title={`${cron} · ${timeZone}`}>{wordsOf(schedule)}</span>;

  function wordsOf(read: Schedule): string {
    if (read.kind === 'minutes' || read.kind === 'hours') {
      return t(`schedule.${read.kind}`, { count: read.count });
    }
    // The first of November 2026 is a Sunday.
    const at = new Date(2026, 10, 1 + (read.kind === 'weekly' ? read.day : 0), read.hour, read.minute);
    const time = at.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' });
    if (read.kind === 'daily') return t('schedule.daily', { time });
    return t('schedule.weekly', { day: at.toLocaleDateString(locale, { weekday: 'long' }), time });
  }
}
