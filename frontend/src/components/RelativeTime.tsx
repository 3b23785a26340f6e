import { useLocale } from '../i18n/use-locale';
import { useClock } from '../time/clock';
import { exactTime, relativeTime } from '../time/words';

/** How long ago, or how soon, a moment is; the exact one on hover. `at` is Unix seconds. */
export function RelativeTime({ at }: { at: number }) {
  const locale = useLocale();
  const text = useClock((now) => relativeTime(at, now, locale));
  // A title, not a floating tooltip: a list has hundreds of these.
  return (
    <time className="num" dateTime={new Date(at * 1000).toISOString()} title={exactTime(at, locale)}>
      {text}
    </time>
  );
}
