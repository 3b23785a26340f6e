import { useState } from 'react';
import type { HistoryEvent } from '../../api/types';
import { EventsTable } from '../../components/history/EventsTable';
import { nowSeconds } from '../../time/clock';

/** Bans, of which the newest is open to begin with: why is what people come for. */
export function OpenEvents({
  events,
  isStale,
}: {
  events: readonly HistoryEvent[] | undefined;
  isStale: boolean;
}) {
  const [openedAt] = useState(nowSeconds);
  const [open, setOpen] = useState<ReadonlySet<number>>(
    () => new Set(events?.slice(0, 1).map(({ id }) => id)),
  );
  const toggle = (id: number) => {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    setOpen(next);
  };
  return (
    <EventsTable events={events} isStale={isStale} freshSince={openedAt} open={open} onToggle={toggle} />
  );
}
