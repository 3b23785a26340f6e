import { Button } from '@mantine/core';
import { useHover, useIntersection, useSet } from '@mantine/hooks';
import { IconArrowUp, IconHistory, IconZoomExclamation } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from '../../components/Failure';
import { EventsTable } from '../../components/history/EventsTable';
import { Quiet } from '../../components/Quiet';
import { nowSeconds } from '../../time/clock';
import classes from './BansList.module.css';
import { SearchState } from './SearchState';
import { isFiltered } from './search';
import type { PastBans } from './use-history';
import { useSteady } from './use-steady';

interface Props {
  bans: PastBans;
  /** How many there are in all; undefined until it is counted. */
  total: number | undefined;
}

export function BansList({ bans, total }: Props) {
  const { t } = useTranslation('history');
  const [openedAt] = useState(nowSeconds);
  const open = useSet<number>();
  const { ref: listRef, hovered } = useHover();
  const { ref: topRef, entry: top } = useIntersection();
  const isReading = open.size > 0 || hovered || top?.isIntersecting === false;
  const view = JSON.stringify([bans.question, bans.search.cursor]);
  const { shown, waiting, showAll } = useSteady(bans.events, view, isReading);

  if (bans.error) return <Failure error={bans.error} onRetry={bans.retry} />;
  return (
    <div ref={listRef}>
      <div ref={topRef} />
      {waiting > 0 && (
        <div className={classes.waiting}>
          <Button size="compact-sm" variant="light" leftSection={<IconArrowUp size={14} />} onClick={showAll}>
            {t('fresh', { count: waiting })}
          </Button>
        </div>
      )}
      {shown?.length === 0 ? (
        <Nothing bans={bans} isCertain={total === 0} />
      ) : (
        <EventsTable
          events={shown}
          isStale={bans.isStale}
          freshSince={openedAt}
          open={open}
          onToggle={(id) => void (open.has(id) ? open.delete(id) : open.add(id))}
        />
      )}
      {!areAllFound(bans, total) && <SearchState bans={bans} />}
    </div>
  );
}

/** The plot counts without looking for the bans themselves, so that it may know before the list does. */
function areAllFound({ events, search, pageSize }: PastBans, total: number | undefined): boolean {
  const before = ((search.page ?? 1) - 1) * pageSize;
  return total !== undefined && events !== undefined && before + events.length >= total;
}

function Nothing({ bans, isCertain }: { bans: PastBans; isCertain: boolean }) {
  const { t } = useTranslation('history');
  const isNarrowed = isFiltered(bans.search) || bans.question.range.range !== 'all';
  if (bans.searchedTo !== null && !isCertain) {
    return <Quiet icon={<IconZoomExclamation size={28} stroke={1.5} />} title={t('noneHere')} />;
  }
  return isNarrowed ? (
    <Quiet icon={<IconZoomExclamation size={28} stroke={1.5} />} title={t('noMatch')}>
      {t('noMatchDetail')}
    </Quiet>
  ) : (
    <Quiet icon={<IconHistory size={28} stroke={1.5} />} title={t('none')}>
      {t('noneDetail')}
    </Quiet>
  );
}
