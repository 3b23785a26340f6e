import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from './child.ts';
import { endedTerms } from './import-instance.ts';
import type { ImportWorld } from './import-world.ts';
import type { Random } from './random.ts';

export type Disaster = keyof ReturnType<typeof createDisasters>;

const DEADLINE_MS = 60_000;
const SHORT_PAUSE_MS = 600;

/** What may befall instances that import. Each resolves when it is over, not when all is well again. */
export function createDisasters(world: ImportWorld, random: Random) {
  const holder = () => eventually('somebody holds the lock', world.holder, DEADLINE_MS);

  async function kill(...instances: Parameters<typeof world.startAgain>[0][]): Promise<void> {
    await Promise.all(instances.map((instance) => instance.kill()));
    for (const instance of instances) world.startAgain(instance);
  }

  return {
    killHolder: async () => kill((await holder()).instance),
    killBoth: async () => kill(...world.running),
    deleteLock: world.deleteLock,

    async pauseHolderBeyondLifetime(): Promise<void> {
      const { instance, fence } = await holder();
      instance.child.kill('SIGSTOP');
      const hasPassed = async () => ((await world.holder())?.fence ?? 0) > fence || world.database.isLocked();
      await eventually('another one holds the lock', hasPassed, DEADLINE_MS);
      instance.child.kill('SIGCONT');
    },

    /** As often as not, nobody else takes the lock. */
    async pauseHolderShortly(): Promise<void> {
      const { instance } = await holder();
      instance.child.kill('SIGSTOP');
      await pause(random.integer(0, SHORT_PAUSE_MS));
      instance.child.kill('SIGCONT');
    },

    /** Its kernel goes with it, as in a reboot. */
    async killFail2ban(): Promise<void> {
      await world.daemon.kill();
      await world.daemon.start();
    },

    /** Whoever starts while Redis is away refuses to, which is another story. */
    async restartRedis(): Promise<void> {
      await world.allStarted();
      await world.redis?.restart();
    },

    async pauseRedis(): Promise<void> {
      await world.allStarted();
      const { instance, fence } = await holder();
      world.redis?.pause();
      const isLost = async () => endedTerms(await instance.lines()).includes(fence);
      await eventually('the holder has lost the lock', isLost, DEADLINE_MS);
      world.redis?.resume();
    },
  };
}
