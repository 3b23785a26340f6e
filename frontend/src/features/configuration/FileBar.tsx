import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemText } from '../../components/ProblemText';
import bar from './ChangesBar.module.css';
import { useIsWritable } from './use-is-writable';
import type { useProposal } from './use-proposal';
import { Verdict } from './Verdict';

interface Props {
  isChanged: boolean;
  /** Whether something has to be decided first. */
  isBlocked: boolean;
  check: ReturnType<typeof useProposal>['check'];
  onCheck: () => void;
  onReview: () => void;
  onDiscard: () => void;
}

/** What fail2ban says to a file as it is edited, and the way on. */
export function FileBar({ isChanged, isBlocked, check, onCheck, onReview, onDiscard }: Props) {
  const { t } = useTranslation('configuration');
  const { t: common } = useTranslation();
  const isWritable = useIsWritable();
  const isReady = isChanged && !isBlocked && isWritable;
  return (
    <div className={bar.bar} data-idle={!isChanged || undefined}>
      {check.data && <Verdict check={check.data.check} />}
      {check.error && !isBlocked && <ProblemText error={check.error} />}
      <div className={bar.buttons}>
        <span className={bar.count} role="status">
          {t(isChanged ? 'file.changed' : 'file.unchanged')}
        </span>
        <Button variant="subtle" color="gray" disabled={!isChanged} onClick={onDiscard}>
          {common('action.discard')}
        </Button>
        <Button
          variant="default"
          disabled={!isReady}
          loading={check.isPending}
          title="Ctrl+S"
          aria-keyshortcuts="Control+S"
          onClick={onCheck}
        >
          {t('edits.check')}
        </Button>
        <Button disabled={!isReady || check.isPending} onClick={onReview}>
          {t('edits.review')}
        </Button>
      </div>
    </div>
  );
}
