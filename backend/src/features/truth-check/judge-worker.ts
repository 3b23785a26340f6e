/** The thread in which bans are compared with the kernel: ten thousand that differ take a second. */
import { parentPort, workerData } from 'node:worker_threads';
import { readKernelListing } from '../../firewall/kernel-listing.ts';
import { type BannedByJail, type CheckedJail, judgeJails } from './jail-truth.ts';

export interface JudgeTask {
  /** What the kernel holds, as listing.sh prints it. */
  readonly text: string;
  readonly jails: readonly CheckedJail[];
  readonly before: BannedByJail;
  readonly after: BannedByJail;
}

const { text, jails, before, after } = workerData as JudgeTask;
parentPort?.postMessage({ result: judgeJails(jails, readKernelListing(text), before, after) });
