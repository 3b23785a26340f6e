import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/use-locale';
import { useClock } from '../../time/clock';
import { durationInWords, exactTime } from '../../time/words';

/** Counts down to the end of a ban. */
export function Expiry({ at }: { at: number | null }) {
  const { t } = useTranslation();
  return at === null ? t('duration.permanent') : <Countdown at={at} />;
}

function Countdown({ at }: { at: number }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const left = useClock((now) => (at <= now ? '' : durationInWords(coarse(at - now), locale, 'short')));
  return (
    <time className="num" dateTime={new Date(at * 1000).toISOString()} title={exactTime(at, locale)}>
      {left === '' ? t('bans.endsNow') : left}
    </time>
  );
}

/** Seconds matter in the last ten minutes, minutes in the last two days, hours before. */
function coarse(seconds: number): number {
  const step = seconds > 172_800 ? 3_600 : seconds > 600 ? 60 : 1;
  return seconds - (seconds % step);
}
