/**
 * What happens, as numbered events for server-sent event streams. The newest events are kept, so that a
 * browser which was away a while resumes where it stopped.
 * Source: https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export interface LiveEvent {
  /** `GENERATION-NUMBER`: numbers rise by one within a generation, and a generation is one run of the server. */
  readonly id: string;
  readonly name: string;
  readonly data: unknown;
}

export type LiveEventListener = (event: LiveEvent) => void;

export interface LiveEvents {
  /** The id of the newest event: who resumes from it misses nothing that comes later. */
  newestId(): string;
  /** Tells what happened, also those who come back later. */
  publish(name: string, data: unknown): void;
  /** Tells how things are now. Nobody needs it later, so it is not kept; its id is that of the newest event. */
  announce(name: string, data: unknown): void;
  /**
   * Hands over what was missed since `lastEventId`, then everything new. Where that is not possible any more
   * (too long ago, or before a restart of the server) a single `reset` event comes first.
   * @returns a function that ends the subscription
   */
  subscribe(lastEventId: string | undefined, listener: LiveEventListener): () => void;
}

const defaultCapacity = 10_000;

export function createLiveEvents(capacity = defaultCapacity): LiveEvents {
  const generation = Date.now().toString(36);
  const kept: LiveEvent[] = [];
  const listeners = new Set<LiveEventListener>();
  let published = 0;

  function idOf(number: number): string {
    return `${generation}-${number}`;
  }

  function missedSince(lastEventId: string): readonly LiveEvent[] {
    const [ofGeneration, number] = lastEventId.split('-');
    const seen = Number(number);
    const oldest = published - kept.length;
    if (ofGeneration !== generation || !(seen >= oldest && seen <= published)) {
      return [{ id: idOf(published), name: 'reset', data: {} }];
    }
    return kept.slice(seen - oldest);
  }

  return {
    newestId: () => idOf(published),
    publish(name, data) {
      published += 1;
      const event = { id: idOf(published), name, data };
      kept.push(event);
      if (kept.length > capacity) kept.splice(0, kept.length - capacity);
      for (const listener of listeners) listener(event);
    },
    announce(name, data) {
      const event = { id: idOf(published), name, data };
      for (const listener of listeners) listener(event);
    },
    subscribe(lastEventId, listener) {
      for (const missed of lastEventId === undefined ? [] : missedSince(lastEventId)) listener(missed);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/**
 * Tells one listener of a stream what it has missed since `lastEventId`, how things are now, and then everything new.
 * @returns a function that ends it
 */
export function tellLiveEvents(
  events: LiveEvents,
  lastEventId: string | undefined,
  greeting: readonly Omit<LiveEvent, 'id'>[],
  listener: LiveEventListener,
): () => void {
  const end = events.subscribe(lastEventId, listener);
  for (const { name, data } of greeting) listener({ id: events.newestId(), name, data });
  return end;
}
