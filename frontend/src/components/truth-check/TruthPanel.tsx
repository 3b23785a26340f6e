import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { truthCheckQuery } from '../../api/truth-queries';
import { Failure } from '../Failure';
import { Panel } from '../Panel';
import { Checked } from './Checked';
import { CheckNow } from './CheckNow';
import { JailTruth } from './JailTruth';
import { TruthObstacle } from './TruthObstacle';
import classes from './TruthPanel.module.css';

/** Whether the firewall holds the bans of one jail, and what to do where it does not. */
export function TruthPanel({ jail }: { jail: string }) {
  const { t } = useTranslation('truth');
  const { data: check, error, refetch } = useQuery(truthCheckQuery);
  const truth = check?.jails.find((each) => each.jail === jail);
  return (
    <div id="firewall">
      <Panel title={t('title')} aside={check && <CheckNow check={check} />}>
        {error && !check && <Failure error={error} onRetry={() => void refetch()} />}
        {check && !truth && (
          <p className={classes.words}>
            {check.state === 'holds' || check.state === 'differs' ? (
              t('notLookedAt')
            ) : (
              <TruthObstacle check={check} />
            )}
          </p>
        )}
        {truth && <JailTruth truth={truth} />}
        {check && truth && check.checkedAt !== null && (
          <p className={classes.checked}>
            <Checked at={check.checkedAt} />
          </p>
        )}
      </Panel>
    </div>
  );
}
