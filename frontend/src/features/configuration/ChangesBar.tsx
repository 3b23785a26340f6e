import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemText } from '../../components/ProblemText';
import classes from './ChangesBar.module.css';
import { useIsWritable } from './use-is-writable';
import type { useProposal } from './use-proposal';
import { Verdict } from './Verdict';

interface Props {
  count: number;
  /** Whether something in the form is wrong already. */
  isWrong: boolean;
  check: ReturnType<typeof useProposal>['check'];
  onDiscard: () => void;
}

/** How much was edited, what fail2ban says to it, and the way on; always in sight while there is anything. */
export function ChangesBar({ count, isWrong, check, onDiscard }: Props) {
  const { t } = useTranslation('configuration');
  const { t: common } = useTranslation();
  const isWritable = useIsWritable();
  return (
    <div className={classes.bar} data-idle={count === 0 || undefined}>
      {check.data && check.data.state === 'refused' && <Verdict check={check.data.check} />}
      {check.error && <ProblemText error={check.error} />}
      <div className={classes.buttons}>
        <span className={classes.count} role="status">
          {isWrong ? t('edits.wrong') : t('edits.count', { count })}
        </span>
        <Button variant="subtle" color="gray" disabled={count === 0} onClick={onDiscard}>
          {common('action.discard')}
        </Button>
        <Button type="submit" disabled={count === 0 || isWrong || !isWritable} loading={check.isPending}>
          {t('edits.review')}
        </Button>
      </div>
    </div>
  );
}
