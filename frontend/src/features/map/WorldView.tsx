import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CountryLink } from './CountryLink';
import type { Countries } from './countries';
import { Legend } from './Legend';
import { OffTheMap } from './OffTheMap';
import type { Measure } from './search';
import { WorldMap } from './WorldMap';
import classes from './WorldView.module.css';

interface Props {
  countries: Countries | undefined;
  measure: Measure;
  chosen: string | undefined;
  isStale: boolean;
}

/** The map, what its colours mean, and what it cannot show. */
export function WorldView({ countries, measure, chosen, isStale }: Props) {
  const { t } = useTranslation('map');
  if (!countries) {
    return (
      <>
        <Skeleton className={classes.world} />
        <div className={classes.below} />
      </>
    );
  }
  const { known, unknown, steps } = countries;
  return (
    <div data-stale={isStale || undefined} className={classes.view}>
      <WorldMap countries={countries} measure={measure} chosen={chosen} />
      <div className={classes.below}>
        {known.length === 0 ? t('none') : <Legend steps={steps} measure={measure} />}
        {unknown && (
          <CountryLink code="none" className={classes.unknown}>
            {t('fromUnknown', { bans: t('bans', { count: unknown.bans }) })}
          </CountryLink>
        )}
        <OffTheMap known={known} />
      </div>
    </div>
  );
}
