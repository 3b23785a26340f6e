import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/use-locale';
import { countryName } from '../../network/country';
import { CountryLink } from './CountryLink';
import type { CountryNumbers } from './countries';
import classes from './MapPlace.module.css';
import { amountOf } from './measure-words';
import { PlaceShape } from './PlaceShape';
import colours from './steps.module.css';
import type { Place } from './world';

const look = `${colours.step} ${classes.place}`;

interface Props {
  place: Place;
  /** Undefined where nobody was banned. */
  numbers: CountryNumbers | undefined;
  step: number;
  isTabStop: boolean;
  isChosen: boolean;
}

/** One country; a link where somebody was banned. One too small to be drawn is a dot then. */
export const MapPlace = memo(function MapPlace({ place, numbers, step, isTabStop, isChosen }: Props) {
  const { t } = useTranslation('map');
  const locale = useLocale();
  const { code, outline } = place;
  if (!numbers || code === null) {
    if (outline === null) return null;
    return (
      <g data-code={code ?? undefined} className={look}>
        <PlaceShape place={place} />
      </g>
    );
  }
  const label = t('place', {
    country: countryName(code, locale),
    bans: t('bans', { count: numbers.bans }),
    addresses: t('addresses', { count: numbers.addresses }),
    share: amountOf(numbers.share, 'share', locale),
  });
  return (
    <CountryLink
      code={code}
      data-code={code}
      data-step={step}
      className={look}
      aria-label={label}
      aria-current={isChosen || undefined}
      tabIndex={isTabStop ? 0 : -1}
    >
      <PlaceShape place={place} />
    </CountryLink>
  );
});
