import { useTranslation } from 'react-i18next';
import type { SimulationResult } from '../../api/types';
import { Amount } from '../../components/Amount';
import listing from '../../components/Listing.module.css';
import classes from './Numbers.module.css';

const rows = ['bans', 'addresses', 'nearly', 'prolonged', 'failures', 'ignoredFailures'] as const;

/** What each setting adds up to. */
export function Numbers({ result: { today, proposed } }: { result: SimulationResult }) {
  const { t } = useTranslation('simulator');
  return (
    <table className={`${listing.table} ${classes.table}`}>
      <thead>
        <tr>
          <td />
          <th scope="col" className={listing.right}>
            {t('today')}
          </th>
          <th scope="col" className={listing.right}>
            {t('proposed')}
          </th>
          <th scope="col" className={listing.right}>
            {t('numbers.difference')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((name) => (
          <tr key={name}>
            <th scope="row">{t(`numbers.${name}`)}</th>
            <td className={listing.right}>
              <Amount value={today[name]} />
            </td>
            <td className={listing.right}>
              <Amount value={proposed[name]} />
            </td>
            <td className={listing.right}>
              <Difference value={proposed[name] - today[name]} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Difference({ value }: { value: number }) {
  return (
    <span className={value === 0 ? listing.dimmed : undefined}>
      {value > 0 && '+'}
      <Amount value={value} />
    </span>
  );
}
