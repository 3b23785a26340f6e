import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../components/PageHeader';
import { TimeRangePicker } from '../../components/time-range/TimeRangePicker';
import { rangeIn, withRange } from '../../components/time-range/time-range';
import { CountriesPanel } from './CountriesPanel';
import classes from './MapPage.module.css';
import { NewestPanel } from './NewestPanel';
import { useCountries } from './use-countries';

const route = getRouteApi('/app/map');

/** Where bans come from. */
export function MapPage() {
  const { t } = useTranslation('map');
  const { t: common } = useTranslation();
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/map' });
  const range = rangeIn(search, '30d');
  const answer = useCountries(range, search.measure ?? 'bans');
  const { countries } = answer;

  return (
    <>
      <PageHeader
        title={common('nav.map')}
        summary={
          countries
            ? t('summary', {
                bans: t('bans', { count: countries.bans }),
                countries: t('countries', { count: countries.known.length }),
              })
            : ' '
        }
        actions={
          <TimeRangePicker
            range={range}
            onChange={(chosen) => void navigate({ search: withRange(search, chosen), resetScroll: false })}
          />
        }
      />
      <div className={classes.page}>
        <CountriesPanel answer={answer} search={search} />
        <NewestPanel range={range} country={search.country} />
      </div>
    </>
  );
}
