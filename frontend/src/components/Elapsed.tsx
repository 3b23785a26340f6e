import { useLocale } from '../i18n/use-locale';
import { useClock } from '../time/clock';
import { durationInWords, exactTime } from '../time/words';

/** How long something has been so: `3 hr`, the exact beginning on hover. `since` is Unix seconds. */
export function Elapsed({ since }: { since: number }) {
  const locale = useLocale();
  const text = useClock((now) => durationInWords(coarse(Math.max(0, now - since)), locale, 'short'));
  return (
    <time className="num" dateTime={new Date(since * 1000).toISOString()} title={exactTime(since, locale)}>
      {text}
    </time>
  );
}

function coarse(seconds: number): number {
  const unit = [86_400, 3_600, 60].find((size) => seconds >= size) ?? 1;
  return seconds - (seconds % unit);
}
