/**
 * An event's id tells its time: seconds, then the place among the bans of that second. So events are kept, paged and
 * cut into windows in the order of time without an index for it, and an id stays a safe integer until the year 6429.
 */
export const eventsPerSecond = 65_536;

/** The smallest id at this moment (Unix seconds) and later. */
export function firstIdAt(seconds: number): number {
  return seconds * eventsPerSecond;
}

/** When the event happened, in Unix seconds. */
export function timeOfId(id: number): number {
  return Math.floor(id / eventsPerSecond);
}
