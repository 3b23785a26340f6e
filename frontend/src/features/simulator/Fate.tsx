import { useTranslation } from 'react-i18next';
import type { SimulatedFate } from '../../api/types';
import listing from '../../components/Listing.module.css';
import { useLocale } from '../../i18n/use-locale';
import { permanent } from '../../time/duration';
import { durationInWords, exactTime } from '../../time/words';
import classes from './People.module.css';

/** What a setting does to an address. */
export function Fate({ fate }: { fate: SimulatedFate }) {
  const { t } = useTranslation('simulator');
  const { t: common } = useTranslation();
  const locale = useLocale();
  const { bans, firstBanAt, bannedSeconds, isIgnored, isNearly, mostFailures, failures } = fate;
  if (isIgnored) return <span className={listing.dimmed}>{t('fate.ignored')}</span>;
  if (firstBanAt !== null) {
    const time = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' }).format(
      firstBanAt * 1000,
    );
    const duration =
      bannedSeconds === permanent
        ? common('duration.permanent')
        : durationInWords(Math.round(bannedSeconds), locale, 'short');
    return (
      <span>
        {t('fate.bans', { count: bans })}{' '}
        <span className={classes.detail} title={exactTime(firstBanAt, locale)}>
          {t('fate.from', { time, duration })}
        </span>
      </span>
    );
  }
  if (isNearly) return <span>{t('fate.nearly', { count: mostFailures })}</span>;
  return (
    <span className={listing.dimmed}>
      {failures === 0 ? t('fate.none') : t('fate.failures', { count: failures })}
    </span>
  );
}
