import { useTranslation } from 'react-i18next';
import { Amount } from '../../components/Amount';
import { Country } from '../../components/Country';
import listing from '../../components/Listing.module.css';
import { RowSkeletons } from '../../components/RowSkeletons';
import { useLocale } from '../../i18n/use-locale';
import classes from './CountriesTable.module.css';
import { CountryLink } from './CountryLink';
import type { Countries } from './countries';
import { amountOf } from './measure-words';
import type { Measure } from './search';

interface Props {
  countries: Countries | undefined;
  measure: Measure;
  isStale: boolean;
}

/** The same numbers in rows, every country, the largest of the chosen measure first. */
export function CountriesTable({ countries, measure, isStale }: Props) {
  const { t } = useTranslation('map');
  const { t: common } = useTranslation();
  const locale = useLocale();
  const rows = countries && [...countries.known, ...(countries.unknown ? [countries.unknown] : [])];
  if (rows?.length === 0) return t('none');
  return (
    <table
      className={`${listing.table} ${classes.table}`}
      aria-label={t('title')}
      aria-busy={!countries || isStale}
    >
      <thead>
        <tr>
          <th scope="col">{common('column.country')}</th>
          {(['bans', 'addresses', 'share'] as const).map((each) => (
            <th
              key={each}
              scope="col"
              className={listing.right}
              aria-sort={each === measure ? 'descending' : undefined}
            >
              {t(`measures.${each}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows?.map(({ code, bans, addresses, share }) => (
          <tr key={code}>
            <td>
              <CountryLink code={code ?? 'none'} className={classes.country}>
                <Country code={code} />
              </CountryLink>
            </td>
            <td className={listing.right}>
              <Amount value={bans} />
            </td>
            <td className={listing.right}>
              <Amount value={addresses} />
            </td>
            <td className={`num ${listing.right}`}>{amountOf(share, 'share', locale)}</td>
          </tr>
        ))}
        {!rows && <RowSkeletons rows={12} columns={4} />}
      </tbody>
    </table>
  );
}
