import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { archiveQuery } from '../../api/history-queries';
import { TopPanel } from './TopPanel';
import classes from './Tops.module.css';

/** Where most bans of the chosen time come from, and whether it gets worse. */
export function Tops() {
  const { t } = useTranslation('dashboard');
  const { data: archive } = useQuery(archiveQuery);
  const areOperatorsKnown = archive !== undefined && archive.operator !== null;
  return (
    <div className={classes.tops}>
      <TopPanel title={t('addresses')} by="address" />
      <TopPanel title={t('countries')} by="country" />
      <TopPanel title={t('networks')} by="network" />
      {areOperatorsKnown && <TopPanel title={t('operators')} by="asn" />}
    </div>
  );
}
