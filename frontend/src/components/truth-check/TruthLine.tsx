import { IconShieldCheck, IconShieldQuestion } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { truthCheckQuery } from '../../api/truth-queries';
import { Checked } from './Checked';
import { TruthDifference } from './TruthDifference';
import classes from './TruthLine.module.css';
import { TruthObstacle } from './TruthObstacle';

/** One calm line while the firewall holds what fail2ban says; a notice when it does not. */
export function TruthLine() {
  const { t } = useTranslation('truth');
  const { data: check } = useQuery(truthCheckQuery);
  // That fail2ban is away is said above already.
  if (!check || check.reason === 'fail2ban_offline') return null;
  if (check.state === 'differs') return <TruthDifference check={check} />;
  if (check.state !== 'holds') {
    return (
      <p className={classes.line}>
        <IconShieldQuestion size={16} aria-hidden /> <span>{<TruthObstacle check={check} />}</span>
      </p>
    );
  }
  const isJudged = check.jails.some(({ checkedActions }) => checkedActions.length > 0);
  const Sign = isJudged ? IconShieldCheck : IconShieldQuestion;
  return (
    <p className={classes.line}>
      <Sign size={16} aria-hidden className={isJudged ? classes.good : undefined} />{' '}
      <span>
        {t(isJudged ? 'holds' : 'nothingToJudge')}{' '}
        {check.checkedAt !== null && <Checked at={check.checkedAt} />}
      </span>
    </p>
  );
}
