import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TruthCheck } from '../../api/types';
import { AddressLink } from '../AddressLink';
import { Folded } from './Folded';
import { RepairFailures } from './RepairFailures';
import classes from './TruthPanel.module.css';
import { useRepair } from './use-truth-check';

/** Whom fail2ban calls banned and nothing stops, with the way to mend it. */
export function MissingBans({ truth }: { truth: TruthCheck['jails'][number] }) {
  const { t } = useTranslation('truth');
  const { mutate, isPending, data } = useRepair(truth.jail);
  const { missingAddresses, missing, isDetached } = truth;
  return (
    <section className={classes.kind}>
      <h3 className={classes.head}>{t('count.missing', { count: missing })}</h3>
      <p className={classes.words}>{t(isDetached ? 'detachedDetail' : 'missingDetail')}</p>
      <Folded items={missingAddresses} total={missing}>
        {(shown) => (
          <ul className={classes.list}>
            {shown.map((address) => (
              <li key={address}>
                <AddressLink value={address} />
              </li>
            ))}
          </ul>
        )}
      </Folded>
      <Button variant="default" onClick={() => mutate(missingAddresses)} loading={isPending}>
        {t('repair.open', { count: missingAddresses.length })}
      </Button>
      {data && <RepairFailures results={data.results} />}
    </section>
  );
}
