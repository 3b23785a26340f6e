import { useState } from 'react';
import type { HistoryEvent } from '../../api/types';

type Events = readonly HistoryEvent[];

interface Steady {
  shown: Events | undefined;
  /** How many new ones wait. */
  waiting: number;
  showAll: () => void;
}

/** Lets new bans wait while somebody reads the list, so that nothing moves below the eyes; `view` names the list. */
export function useSteady(events: Events | undefined, view: string, isReading: boolean): Steady {
  const [seen, setSeen] = useState({ view, events });
  const newest = seen.view === view ? seen.events?.[0]?.id : undefined;
  const waiting = newest === undefined || !events ? 0 : events.filter(({ id }) => id > newest).length;
  const showAll = () => setSeen({ view, events });

  const isHeld = isReading && waiting > 0;
  if (!isHeld && (seen.events !== events || seen.view !== view)) showAll();
  return isHeld ? { shown: seen.events, waiting, showAll } : { shown: events, waiting: 0, showAll };
}
