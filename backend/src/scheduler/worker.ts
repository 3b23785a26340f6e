/** Heavy work in a thread of its own, so that requests are answered meanwhile. */
import { type ResourceLimits, Worker } from 'node:worker_threads';

export interface WorkerOptions {
  /** Posts any messages through its `parentPort`, at the end `{ result }`. */
  readonly script: URL;
  /** What the script finds as its `workerData`. */
  readonly data: unknown;
  /** Ends the thread at once, wherever it is. */
  readonly signal?: AbortSignal;
  readonly onMessage?: (message: unknown) => void;
  readonly resourceLimits?: ResourceLimits;
}

/**
 * Resolves with the `result` that the thread posts, after the thread has ended.
 * @throws the signal's reason where it aborted; an Error with the thread's own message, or a sentence where it ran
 *   out of memory or ended without a result
 */
export async function runWorker<Result>(options: WorkerOptions): Promise<Result> {
  const { script, data, signal, onMessage, resourceLimits } = options;
  signal?.throwIfAborted();
  const worker = new Worker(script, { workerData: data, ...(resourceLimits && { resourceLimits }) });
  const terminate = () => void worker.terminate();
  signal?.addEventListener('abort', terminate, { once: true });
  try {
    return await resultOf<Result>(worker, onMessage);
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', terminate);
  }
}

function resultOf<Result>(worker: Worker, onMessage?: (message: unknown) => void): Promise<Result> {
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  let last: { result: Result } | undefined;
  worker.on('message', (message: unknown) => {
    if (isResult<Result>(message)) last = message;
    else onMessage?.(message);
  });
  worker.on('error', (error: NodeJS.ErrnoException) => reject(explain(error)));
  worker.on('exit', (code) => {
    if (last !== undefined) resolve(last.result);
    else reject(new Error(`The worker thread ended with code ${code} and without a result.`));
  });
  return promise;
}

function isResult<Result>(message: unknown): message is { result: Result } {
  return typeof message === 'object' && message !== null && 'result' in message;
}

function explain(error: NodeJS.ErrnoException): Error {
  if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') return error;
  return new Error('The work needs more memory than BanGUI may use for it.', { cause: error });
}
