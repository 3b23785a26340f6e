import { useTranslation } from 'react-i18next';
import type { Ban } from '../../api/types';
import { Address } from '../Address';
import { keyOf } from './ban-key';
import classes from './NamedBans.module.css';

const named = 8;

/** What lifting these bans means, with the bans by name. */
export function NamedBans({ bans }: { bans: readonly Ban[] }) {
  const { t } = useTranslation();
  return (
    <>
      {t('bans.releaseConsequence', { count: bans.length })}
      <ul className={classes.list}>
        {bans.slice(0, named).map((ban) => (
          <li key={keyOf(ban)}>
            <Address value={ban.address} /> <span className={classes.jail}>{ban.jail}</span>
          </li>
        ))}
        {bans.length > named && <li>{t('bans.andMore', { count: bans.length - named })}</li>}
      </ul>
    </>
  );
}
