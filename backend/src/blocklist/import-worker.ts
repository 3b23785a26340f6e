/** The thread in which lists are read and compiled, so that pages are answered meanwhile. */
import { parentPort, workerData } from 'node:worker_threads';
import { type ImportMessage, type ImportTask, importLists } from './import-lists.ts';
import { ListError } from './list-error.ts';
import { type PreviewTask, previewList } from './preview-list.ts';
import { type PrepareTask, prepareVersion } from './version-files.ts';

export type WorkerTask =
  | { readonly kind: 'import'; readonly task: ImportTask }
  | { readonly kind: 'prepare'; readonly task: PrepareTask }
  | { readonly kind: 'preview'; readonly task: PreviewTask };

/** Progress within a list is told at most this often. */
const progressMilliseconds = 200;
let toldAt = Number.NEGATIVE_INFINITY;

function tell(message: ImportMessage): void {
  const isNews = 'stage' in message || message.status !== 'fetching';
  const now = performance.now();
  if (!isNews && now - toldAt < progressMilliseconds) return;
  toldAt = now;
  parentPort?.postMessage(message);
}

/** The thread is ended from outside where its work is not wanted any more. */
function perform(work: WorkerTask): Promise<unknown> {
  const { signal } = new AbortController();
  if (work.kind === 'import') return importLists(work.task, signal, tell);
  if (work.kind === 'prepare') return prepareVersion(work.task);
  return previewList(work.task, signal).catch(asRefusal);
}

/** What is wrong with a list is an answer to whoever looks at it, not a failure of this thread. */
function asRefusal(error: unknown): { refused: string } {
  if (error instanceof ListError) return { refused: error.message };
  throw error;
}

const result = await perform(workerData as WorkerTask);
parentPort?.postMessage({ result });
