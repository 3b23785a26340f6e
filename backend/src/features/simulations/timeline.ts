/** Counts events by time in as few slots as a plot can show, whatever time they span. */
import type { SimulationResult } from './schema.ts';

const mostSlots = 400;
/** Each a multiple of the one before, so that slots can be put together. */
const slotSizes = [60, 300, 900, 3_600, 21_600, 86_400, 604_800];
const series = ['todayFailures', 'todayBans', 'proposedFailures', 'proposedBans'] as const;
export type TimelineSeries = (typeof series)[number];
type Slot = Record<TimelineSeries, number>;

export function createTimeline() {
  let size = slotSizes[0] ?? 60;
  let slots = new Map<number, Slot>();
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;

  const startOf = (at: number) => Math.floor(at / size) * size;

  function slotAt(start: number): Slot {
    const slot = slots.get(start) ?? emptySlot();
    slots.set(start, slot);
    return slot;
  }

  function widen(): void {
    size = slotSizes.find((each) => each > size) ?? size * 2;
    const narrow = slots;
    slots = new Map();
    for (const [start, counts] of narrow) {
      const slot = slotAt(startOf(start));
      for (const name of series) slot[name] += counts[name];
    }
  }

  const slotsNeeded = () => (startOf(last) - startOf(first)) / size + 1;

  return {
    /** @param at Unix seconds */
    add(name: TimelineSeries, at: number): void {
      first = Math.min(first, at);
      last = Math.max(last, at);
      while (slotsNeeded() > mostSlots) widen();
      slotAt(startOf(at))[name] += 1;
    },

    read(): SimulationResult['timeline'] {
      const length = slots.size === 0 ? 0 : slotsNeeded();
      const starts = Array.from({ length }, (_, index) => startOf(first) + index * size);
      const counts = (name: TimelineSeries) => starts.map((start) => slots.get(start)?.[name] ?? 0);
      return {
        slotSeconds: size,
        starts,
        today: { failures: counts('todayFailures'), bans: counts('todayBans') },
        proposed: { failures: counts('proposedFailures'), bans: counts('proposedBans') },
      };
    },
  };
}

export type Timeline = ReturnType<typeof createTimeline>;

function emptySlot(): Slot {
  return { todayFailures: 0, todayBans: 0, proposedFailures: 0, proposedBans: 0 };
}
