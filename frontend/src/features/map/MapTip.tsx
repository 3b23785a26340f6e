import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/use-locale';
import { countryName } from '../../network/country';
import type { CountryNumbers } from './countries';
import classes from './MapTip.module.css';
import { amountOf } from './measure-words';
import { mapSize, world } from './world';

interface Props {
  code: string | null;
  numbers: CountryNumbers | undefined;
}

/** Name and numbers of the country pointed at. A screen reader has them from the link. */
export function MapTip({ code, numbers }: Props) {
  const { t } = useTranslation('map');
  const locale = useLocale();
  const place = world.find((each) => each.code !== null && each.code === code);
  if (!place?.code) return null;
  const [x, y] = place.middle;
  const isLeft = x > mapSize.width / 2;
  const isAbove = y > mapSize.height / 2;
  return (
    <div
      className={classes.tip}
      data-left={isLeft || undefined}
      data-above={isAbove || undefined}
      style={{ left: `${(100 * x) / mapSize.width}%`, top: `${(100 * y) / mapSize.height}%` }}
      aria-hidden
    >
      <strong>{countryName(place.code, locale)}</strong>
      {numbers ? (
        <>
          <div className="num">{t('bans', { count: numbers.bans })}</div>
          <div className="num">{t('addresses', { count: numbers.addresses })}</div>
          <div className="num">{t('ofAll', { share: amountOf(numbers.share, 'share', locale) })}</div>
        </>
      ) : (
        <div>{t('noBans')}</div>
      )}
    </div>
  );
}
