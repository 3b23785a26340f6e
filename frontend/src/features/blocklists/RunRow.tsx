import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { BlocklistRun } from '../../api/types';
import { Amount } from '../../components/Amount';
import listing from '../../components/Listing.module.css';
import { RelativeTime } from '../../components/RelativeTime';
import { ExpandButton } from './ExpandButton';
import { Milliseconds } from './Milliseconds';
import { RunDetails } from './RunDetails';
import classes from './RunLog.module.css';
import { RunState } from './RunState';
import { durationOf, hasEnded, kindOf } from './use-runs';

export function RunRow({ run }: { run: BlocklistRun }) {
  const { t } = useTranslation('blocklists');
  const [isOpen, { toggle }] = useDisclosure(false);
  const trigger = t(`run.trigger.${run.trigger}`);
  return (
    <>
      <tr className={isOpen ? classes.open : undefined}>
        <td className={classes.toggle}>
          <ExpandButton label={t('log.details')} isOpen={isOpen} onToggle={toggle} />
        </td>
        <td className={classes.when}>
          <RelativeTime at={run.startedAt ?? run.queuedAt} />
        </td>
        <td>{t(`run.kind.${kindOf(run)}`)}</td>
        <td>
          <RunState state={run.state} />
        </td>
        <td className={classes.why}>
          {run.requestedBy ? t('run.by', { trigger, name: run.requestedBy }) : trigger}
        </td>
        <td className={`${listing.right} ${classes.amount}`}>
          {hasEnded(run) ? <Milliseconds value={durationOf(run)} /> : '–'}
        </td>
        <td className={`${listing.right} ${classes.amount}`}>
          <Change run={run} />
        </td>
      </tr>
      {isOpen && (
        <tr className={classes.open}>
          <td colSpan={7} className={classes.details}>
            <RunDetails run={run} />
          </td>
        </tr>
      )}
    </>
  );
}

/** Entries that came and went: `+1,203 −88`. */
function Change({ run: { state, added, removed } }: { run: BlocklistRun }) {
  if (state !== 'succeeded' || added === null || removed === null) return '–';
  if (added === 0 && removed === 0) return '±0';
  return (
    <span className="num">
      +<Amount value={added} /> −<Amount value={removed} />
    </span>
  );
}
