import { IconShieldX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SimulatedFate, SimulationWarning } from '../../api/types';
import { AddressLink } from '../../components/AddressLink';
import { Notice } from '../../components/Notice';
import classes from './Warnings.module.css';

/** People and machines that a ban should not hit, and what becomes of each. */
export function Warnings({ warnings }: { warnings: readonly SimulationWarning[] }) {
  const { t } = useTranslation('simulator');
  if (warnings.length === 0) return null;
  const isHarm = warnings.some(({ today, proposed }) => isHit(today) || isHit(proposed));
  return (
    <Notice
      tone={isHarm ? 'alarm' : 'warn'}
      icon={<IconShieldX size={18} />}
      title={t(isHarm ? 'warnings.harm' : 'warnings.spared')}
    >
      <ul className={classes.list}>
        {warnings.map((warning) => (
          <li key={warning.address}>
            <AddressLink value={warning.address} /> {t(verdictOf(warning))}{' '}
            <span className={classes.why}>
              {warning.protections.map((name) => t(`warnings.protections.${name}`)).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function verdictOf({ today, proposed }: SimulationWarning) {
  if (isHit(today) && isHit(proposed)) return 'warnings.both';
  if (isHit(proposed)) return 'warnings.proposed';
  return isHit(today) ? 'warnings.today' : 'warnings.neither';
}

function isHit({ bans, isIgnored }: SimulatedFate): boolean {
  return bans > 0 && !isIgnored;
}
