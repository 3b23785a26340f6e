import type { HistoryRetention } from '../../api/types';

/** The form as it is typed; a rule that is switched off keeps what stands in its field. */
export interface RetentionDraft {
  isByAge: boolean;
  days: string;
  isByNumber: boolean;
  events: string;
}

const limits = {
  days: { least: 1, most: 36_500 },
  events: { least: 1_000, most: 1_000_000_000 },
} as const;

const offered = { days: '365', events: '1000000' };

export function draftOf({ days, events }: HistoryRetention): RetentionDraft {
  return {
    isByAge: days !== null,
    days: days === null ? offered.days : String(days),
    isByNumber: events !== null,
    events: events === null ? offered.events : String(events),
  };
}

/** What the form means; undefined where a number in it is none that can be kept. */
export function readDraft(draft: RetentionDraft): {
  days: number | null | undefined;
  events: number | null | undefined;
} {
  return {
    days: draft.isByAge ? readAmount(draft.days, limits.days) : null,
    events: draft.isByNumber ? readAmount(draft.events, limits.events) : null,
  };
}

/** How many bans a rule deletes: whichever of its two parts reaches further. */
export function deletedBy(
  { events }: HistoryRetention,
  remembered: number,
  olderThanItsDays: number,
): number {
  return Math.max(events === null ? 0 : remembered - events, olderThanItsDays, 0);
}

function readAmount(text: string, { least, most }: { least: number; most: number }): number | undefined {
  const amount = /^\d{1,10}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return amount >= least && amount <= most ? amount : undefined;
}
