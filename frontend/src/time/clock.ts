import { useSyncExternalStore } from 'react';

let skewSeconds = 0;
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

/** Unix seconds by the server's clock, so that a countdown is right on a device whose clock is not. */
export function nowSeconds(): number {
  return Math.floor(Date.now() / 1000) + skewSeconds;
}

export function adoptServerTime(serverSeconds: number): void {
  const skew = serverSeconds - Math.floor(Date.now() / 1000);
  // A second or two is the way of the message, not the clock.
  skewSeconds = Math.abs(skew) > 2 ? skew : 0;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Reads something off one shared clock; the component renders again only when what it reads changes. */
export function useClock<T extends string | number | boolean>(read: (now: number) => T): T {
  return useSyncExternalStore(subscribe, () => read(nowSeconds()));
}
