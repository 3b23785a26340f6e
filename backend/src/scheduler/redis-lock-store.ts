/**
 * The scheduler lock as a key of Redis (5 or newer) that ends by itself: https://redis.io/docs/latest/commands/set/.
 * All times are the server's. Numbers never fall, even where Redis has lost its data: they begin above those in
 * BanGUI's own database.
 */
import type { createClient } from '@redis/client';
import { z } from 'zod';
import type { Database } from '../database/database.ts';
import { newestFence, raiseFence } from './fence.ts';
import {
  type Instance,
  type LockHolder,
  type LockStore,
  SchedulerLockUnavailableError,
} from './lock-store.ts';

const lockKey = 'bangui:scheduler_lock';
const fenceKey = 'bangui:scheduler_fence';

const serverTime = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
`;

/** The own key of before is replaced: its answer may have been lost on the way. */
const acquireScript = `${serverTime}
local held = redis.call('GET', KEYS[1])
if held and cjson.decode(held).instance ~= ARGV[1] then return held end
local last = tonumber(redis.call('GET', KEYS[2]) or '0')
local fence = math.max(last + 1, tonumber(ARGV[4]) + 1, now)
local lock = cjson.encode({
  instance = ARGV[1], host = ARGV[2], process = tonumber(ARGV[3]),
  fence = fence, acquiredAtMs = now, heartbeatAtMs = now })
redis.call('DEL', KEYS[1])
redis.call('SET', KEYS[1], lock, 'NX', 'PX', ARGV[5])
redis.call('SET', KEYS[2], string.format('%.0f', fence))
return lock
`;

const renewScript = `${serverTime}
local held = redis.call('GET', KEYS[1])
if not held then return 0 end
local lock = cjson.decode(held)
if lock.instance ~= ARGV[1] or lock.fence ~= tonumber(ARGV[2]) then return 0 end
lock.heartbeatAtMs = now
redis.call('SET', KEYS[1], cjson.encode(lock), 'PX', ARGV[3])
return 1
`;

const releaseScript = `
local held = redis.call('GET', KEYS[1])
if not held then return 0 end
local lock = cjson.decode(held)
if lock.instance ~= ARGV[1] or lock.fence ~= tonumber(ARGV[2]) then return 0 end
return redis.call('DEL', KEYS[1])
`;

/** The latest that a Date can be. */
const latestTimeMs = 8.64e15;

const holderSchema = z.object({
  instance: z.string(),
  host: z.string(),
  process: z.int(),
  fence: z.int(),
  acquiredAtMs: z.int().max(latestTimeMs),
  heartbeatAtMs: z.int().max(latestTimeMs),
});

/**
 * @param url `redis://` or `rediss://`; its password never appears in a message
 * @param ttlMs how long the lock lives without a heartbeat, by the clock of Redis
 */
export function createRedisLockStore(url: URL, database: Database, ttlMs: number): LockStore {
  const connection = createConnection(url);

  function run(script: string, parameters: (string | number)[], signal: AbortSignal): Promise<unknown> {
    return connection.evaluate(script, parameters.map(String), signal);
  }

  return {
    kind: 'redis',

    async acquire({ instance, host, process }: Instance, signal) {
      const minimum = await newestFence(database);
      const reply = await run(acquireScript, [instance, host, process, minimum, ttlMs], signal);
      const holder = parseHolder(reply);
      if (holder.instance !== instance) return { heldBy: holder };
      await raiseFence(database, holder.fence);
      return { fence: holder.fence };
    },

    renew: async ({ instance }, fence, signal) =>
      (await run(renewScript, [instance, fence, ttlMs], signal)) === 1,

    async release({ instance }, fence, signal) {
      await run(releaseScript, [instance, fence], signal);
    },

    close: async () => connection.close(),
  };
}

function parseHolder(reply: unknown): LockHolder {
  try {
    return holderSchema.parse(JSON.parse(String(reply)));
  } catch (cause) {
    throw new SchedulerLockUnavailableError(
      `The key ${lockKey} in Redis holds something that BanGUI has not written. Delete it.`,
      { cause },
    );
  }
}

/** One connection, made when it is needed and given up at the first sign of trouble, so that none hangs half open. */
function createConnection(url: URL) {
  let open: { client: RedisClient; ready: Promise<unknown> } | undefined;

  function connect(create: typeof createClient) {
    const client = newClient(create, url);
    return { client, ready: client.connect() };
  }

  function close(): void {
    if (open?.client.isOpen) open.client.destroy();
    open = undefined;
  }

  return {
    close,

    async evaluate(script: string, parameters: string[], signal: AbortSignal): Promise<unknown> {
      // Only those who have a Redis pay for the memory of its client, 5 MiB.
      const { createClient } = await import('@redis/client');
      if (open?.client.isReady === false) close();
      open ??= connect(createClient);
      const { client, ready } = open;
      try {
        await until(signal, ready);
        return await until(signal, client.eval(script, { keys: [lockKey, fenceKey], arguments: parameters }));
      } catch (error) {
        close();
        throw new SchedulerLockUnavailableError(
          `Redis at ${url.host} cannot keep the scheduler lock: ${reason(error, signal)}. Check it and BANGUI_SCHEDULER_LOCK.`,
          { cause: error },
        );
      }
    },
  };
}

type RedisClient = ReturnType<typeof newClient>;

function newClient(create: typeof createClient, url: URL) {
  const client = create({
    url: url.href,
    socket: { reconnectStrategy: false },
    disableOfflineQueue: true,
    disableClientInfo: true,
    maintNotifications: 'disabled',
  });
  // Whatever happens to the connection is told by the command that needs it.
  client.on('error', () => {});
  return client;
}

function until<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([work, aborted]);
}

function reason(error: unknown, signal: AbortSignal): string {
  return signal.aborted ? 'it does not answer in time' : (error as Error).message;
}
