import { answered, api } from '../api/client';

const pauseMs = 2_000;

/**
 * Loads a part of the interface, and where that fails because BanGUI does not answer, again until it does. Any other
 * failure means that there is a newer BanGUI without that part.
 */
export function onceReachable<T>(load: () => Promise<T>): () => Promise<T> {
  return async function again(): Promise<T> {
    try {
      return await load();
    } catch (error) {
      if (await isReachable()) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      return again();
    }
  };
}

/** Whether BanGUI answers, whatever its state. */
export function isReachable(): Promise<boolean> {
  return answered(api.GET('/api/health/live')).then(
    () => true,
    () => false,
  );
}
