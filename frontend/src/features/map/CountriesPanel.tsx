import { SegmentedControl } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Failure } from '../../components/Failure';
import { Panel } from '../../components/Panel';
import classes from './CountriesPanel.module.css';
import { CountriesTable } from './CountriesTable';
import { type MapSearch, type Measure, measures } from './search';
import type { useCountries } from './use-countries';
import { WorldView } from './WorldView';

interface Props {
  answer: ReturnType<typeof useCountries>;
  search: MapSearch;
}

/** The countries as a map or as a table, by the chosen measure. */
export function CountriesPanel({ answer, search }: Props) {
  const { t } = useTranslation('map');
  const navigate = useNavigate({ from: '/map' });
  const measure = search.measure ?? 'bans';
  const change = (changed: Partial<MapSearch>) =>
    void navigate({
      search: (before) => ({ ...before, ...changed }) as MapSearch,
      replace: true,
      resetScroll: false,
    });

  return (
    <Panel
      title={t('title')}
      aside={
        <div className={classes.controls}>
          <SegmentedControl
            size="xs"
            aria-label={t('measure')}
            data={measures.map((value) => ({ value, label: t(`measures.${value}`) }))}
            value={measure}
            onChange={(value) => change({ measure: value as Measure })}
          />
          <SegmentedControl
            size="xs"
            aria-label={t('view')}
            data={(['map', 'table'] as const).map((value) => ({ value, label: t(`views.${value}`) }))}
            value={search.view ?? 'map'}
            onChange={(value) => change({ view: value === 'table' ? 'table' : (undefined as never) })}
          />
        </div>
      }
    >
      {answer.error ? (
        <Failure error={answer.error} onRetry={answer.retry} />
      ) : search.view === 'table' ? (
        <CountriesTable countries={answer.countries} measure={measure} isStale={answer.isStale} />
      ) : (
        <WorldView
          countries={answer.countries}
          measure={measure}
          chosen={search.country}
          isStale={answer.isStale}
        />
      )}
    </Panel>
  );
}
