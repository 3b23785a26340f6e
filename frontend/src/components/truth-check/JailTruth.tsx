import { useTranslation } from 'react-i18next';
import type { TruthCheck } from '../../api/types';
import { AddressesWith } from './AddressesWith';
import { MissingBans } from './MissingBans';
import classes from './TruthPanel.module.css';

/** What one jail's bans and the firewall have in common, and what not. */
export function JailTruth({ truth }: { truth: TruthCheck['jails'][number] }) {
  const { t } = useTranslation('truth');
  const { checkedActions, otherActions, missing, extra, shadowed } = truth;
  const others = otherActions.join(', ');
  if (checkedActions.length === 0) {
    return (
      <p className={classes.words}>{others === '' ? t('noActions') : t('notJudged', { actions: others })}</p>
    );
  }
  return (
    <>
      {missing + extra + shadowed === 0 && <p className={classes.words}>{t('jailHolds')}</p>}
      {missing > 0 && <MissingBans truth={truth} />}
      {shadowed > 0 && (
        <AddressesWith
          title={t('count.shadowed', { count: shadowed })}
          explanation={t('shadowedDetail')}
          items={truth.shadowedAddresses.map(({ address, rule }) => ({ address, detail: rule }))}
        />
      )}
      {extra > 0 && (
        <AddressesWith
          title={t('count.extra', { count: extra })}
          explanation={t('extraDetail')}
          items={truth.extraAddresses.map(({ address, removal }) => ({ address, detail: removal }))}
        />
      )}
      {others !== '' && <p className={classes.checked}>{t('othersNotJudged', { actions: others })}</p>}
    </>
  );
}
