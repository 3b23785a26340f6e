import { Button } from '@mantine/core';
import { IconMoodEmpty } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SimulatedAddress } from '../../api/types';
import { AddressLink } from '../../components/AddressLink';
import { Country } from '../../components/Country';
import listing from '../../components/Listing.module.css';
import { Panel } from '../../components/Panel';
import { Quiet } from '../../components/Quiet';
import { useLocale } from '../../i18n/use-locale';
import { Fate } from './Fate';
import classes from './People.module.css';

interface Props {
  addresses: readonly SimulatedAddress[];
  /** How many there are, of which these are the first. */
  total: number;
}

const step = 50;

/** Who would have been banned or nearly so; first those it makes a difference to. */
export function People({ addresses, total }: Props) {
  const { t } = useTranslation('simulator');
  const locale = useLocale();
  const [shown, setShown] = useState(step);
  const known = Math.min(shown, addresses.length);
  const number = (value: number) => value.toLocaleString(locale);

  return (
    <Panel
      title={t('people.title')}
      aside={total > 0 && t('people.count', { shown: number(known), total: number(total) })}
      isFlush
    >
      {total === 0 ? (
        <Quiet icon={<IconMoodEmpty />} title={t('people.none')} />
      ) : (
        <table className={`${listing.table} ${listing.cards} ${classes.table}`}>
          <thead>
            <tr>
              <th scope="col">{t('people.address')}</th>
              <th scope="col">{t('people.country')}</th>
              <th scope="col">{t('today')}</th>
              <th scope="col">{t('proposed')}</th>
            </tr>
          </thead>
          <tbody>
            {addresses.slice(0, shown).map(({ address, country, today, proposed }) => (
              <tr key={address}>
                <td>
                  <AddressLink value={address} />
                </td>
                <td>
                  <Country code={country} isShort />
                </td>
                <td data-label={t('today')}>
                  <Fate fate={today} />
                </td>
                <td data-label={t('proposed')}>
                  <Fate fate={proposed} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {known < addresses.length && (
        <Button variant="subtle" fullWidth onClick={() => setShown(shown + step)}>
          {t('people.more')}
        </Button>
      )}
    </Panel>
  );
}
