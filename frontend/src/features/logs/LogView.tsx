import { Button } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Earlier } from './Earlier';
import { LogFailure } from './LogFailure';
import { LogNotices } from './LogNotices';
import { LogRows } from './LogRows';
import { LogSkeleton } from './LogSkeleton';
import classes from './LogView.module.css';
import { NoLines } from './NoLines';
import { filterOf, isFiltered, type LogSearch } from './search';
import { useFollow } from './use-follow';
import { useHeld } from './use-held';
import { useLog } from './use-log';
import { useScroll } from './use-scroll';

/** The log in a box of its own: the newest line at its end, earlier ones as one scrolls up. */
export function LogView({ search }: { search: LogSearch }) {
  const { t } = useTranslation('logs');
  const [isAtEnd, setAtEnd] = useState(true);
  const log = useLog(search);
  const isFollowed = search.follow !== 'no' && search.to === undefined;
  const { reread } = log;
  const arrivals = useFollow({ filter: filterOf(search), newest: log.newest, isFollowed, onReset: reread });
  const shown = useHeld(arrivals.lines.length, !isAtEnd);
  const lines = [...(log.lines ?? []), ...arrivals.lines.slice(0, shown)];
  const waiting = arrivals.lines.length - shown;
  const { box, onScroll } = useScroll({
    firstId: lines[0]?.id,
    lastId: lines.at(-1)?.id,
    isAtEnd,
    onMove: setAtEnd,
    onNearStart: () => log.hasEarlier && log.loadEarlier(),
  });

  const isOutrun = arrivals.isFull && isAtEnd;
  useEffect(() => {
    if (isOutrun) reread();
  }, [isOutrun, reread]);

  if (log.error) return <LogFailure error={log.error} onRetry={reread} />;
  return (
    <div className={classes.view}>
      <LogNotices incomplete={log.incomplete} isAbsent={arrivals.isAbsent} />
      <section
        ref={box}
        className={classes.box}
        onScroll={onScroll}
        aria-label={t('title')}
        aria-busy={!log.lines}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable by keyboard
        tabIndex={0}
      >
        <Earlier log={log} />
        {!log.lines && <LogSkeleton />}
        {log.lines && lines.length === 0 && !log.hasEarlier && <NoLines isFiltered={isFiltered(search)} />}
        <LogRows lines={lines} />
      </section>
      {waiting > 0 && (
        <Button
          className={classes.waiting ?? ''}
          radius="xl"
          leftSection={<IconArrowDown size={16} aria-hidden />}
          onClick={() => setAtEnd(true)}
        >
          {arrivals.isFull ? t('waitingMany', { count: waiting }) : t('waiting', { count: waiting })}
        </Button>
      )}
    </div>
  );
}
