/** What the rule stopped, over time. The kernel's counters only rise, and begin anew with the rule. */
import type { Transaction } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import type { Hits } from './schema.ts';
import type { BlocklistStore } from './store.ts';

export interface HitCounterOptions {
  readonly store: BlocklistStore;
  readonly commit: <T>(fence: number, work: (writer: Transaction<Tables>) => Promise<T>) => Promise<T>;
}

interface Counters {
  readonly packets: number;
  readonly bytes: number;
}

const stepSeconds = 300;
const keptSeconds = 90 * 86_400;
const mostPoints = 168;
/** The counters at the last sample outlive a restart, so that nothing is counted twice. */
const settingName = 'blocklist_counters';

export function createHitCounter({ store, commit }: HitCounterOptions) {
  return {
    /** Adds what came since the sample before. @throws FenceError */
    async sample(fence: number, { packets, bytes }: Counters): Promise<void> {
      const before = JSON.parse((await store.setting(settingName)) ?? '{"packets":0,"bytes":0}') as Counters;
      const isAnew = packets < before.packets || bytes < before.bytes;
      const added = isAnew
        ? { packets, bytes }
        : { packets: packets - before.packets, bytes: bytes - before.bytes };
      const at = startOfStep(nowSeconds(), stepSeconds);
      await commit(fence, async (writer) => {
        await store.addHit(writer, { at, ...added }, keptSeconds);
        await store.putSetting(settingName, JSON.stringify({ packets, bytes }), writer);
      });
    },

    /** The last hours in equal steps, the empty ones too. */
    async history(hours: number): Promise<Hits> {
      const windowSeconds = hours * 3_600;
      const step = Math.ceil(windowSeconds / mostPoints / stepSeconds) * stepSeconds;
      const end = startOfStep(nowSeconds(), step);
      const start = end - Math.ceil(windowSeconds / step) * step;
      const points = new Map<number, { at: number; packets: number; bytes: number }>();
      for (let at = start; at <= end; at += step) points.set(at, { at, packets: 0, bytes: 0 });
      for (const hit of await store.hitsSince(start)) {
        const point = points.get(startOfStep(hit.at, step));
        if (point === undefined) continue;
        point.packets += hit.packets;
        point.bytes += hit.bytes;
      }
      return { stepSeconds: step, points: [...points.values()] };
    },
  };
}

function startOfStep(at: number, step: number): number {
  return Math.floor(at / step) * step;
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
