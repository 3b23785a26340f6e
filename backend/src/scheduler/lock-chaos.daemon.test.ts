/** The lock between real processes that are killed, paused and robbed at any moment. */
import { eventually, hasEnded } from '@bangui/sandbox/child';
import {
  createLockWorld,
  endProcess,
  heard,
  isEndOfTerm,
  type LockProcess,
  type LockWorld,
} from '@bangui/sandbox/lock-world';
import { createRandom } from '@bangui/sandbox/random';
import { afterEach, expect, test } from 'vitest';

const timings = { heartbeatMs: 25, ttlMs: 250 };
let world: LockWorld;

afterEach(() => world.dispose());

/** As far as its log has arrived here. */
function hasTerm({ lines, child }: LockProcess): boolean {
  const begin = lines.findLastIndex(({ event }) => event === 'scheduler_lock_acquired');
  return !hasEnded(child) && begin >= 0 && !lines.slice(begin).some(isEndOfTerm);
}

function holder(): Promise<LockProcess> {
  return eventually('there is a holder', async () => world.processes.find(hasTerm));
}

async function killHolder(): Promise<void> {
  await endProcess(await holder(), 'SIGKILL');
  const { id } = world.newestCommit();
  await heard(world.start(), 'started');
  await eventually('another one commits', async () => world.newestCommit().id > id);
}

async function pauseHolderBeyondLifetime(): Promise<void> {
  const { child } = await holder();
  child.kill('SIGSTOP');
  const { id } = world.newestCommit();
  await eventually('another one commits', async () => world.newestCommit().id > id || world.isLocked());
  child.kill('SIGCONT');
}

async function pauseHolderShortly(): Promise<void> {
  const { child } = await holder();
  child.kill('SIGSTOP');
  child.kill('SIGCONT');
}

async function deleteLock(): Promise<void> {
  await holder();
  const before = world.newestFence();
  await world.deleteLock();
  await world.commitBeyond(before);
}

async function restartRedis(): Promise<void> {
  await holder();
  const before = world.newestFence();
  await world.redis?.restart();
  await world.commitBeyond(before);
}

async function pauseRedis(): Promise<void> {
  await holder();
  const before = world.newestFence();
  world.redis?.pause();
  await eventually('nobody has a term', async () => !world.processes.some(hasTerm));
  world.redis?.resume();
  await world.commitBeyond(before);
}

function expectNoStaleCommit(): void {
  const commits = world.commits();
  const fences = commits.map(({ fence }) => fence);
  expect(fences).toEqual([...fences].sort((one, other) => one - other));
  const terms = new Set(commits.map(({ fence, instance }) => `${fence} ${instance}`));
  expect(terms.size).toBe(new Set(fences).size);
}

/** Between two terms of a process, and after its last one unless it was killed, a line says how the term ended. */
function expectEveryLossLogged({ lines, child }: LockProcess): void {
  let isOpen = false;
  for (const line of lines) {
    if (line.event === 'scheduler_lock_acquired') {
      expect(isOpen).toBe(false);
      isOpen = true;
    }
    if (isEndOfTerm(line)) isOpen = false;
  }
  if (child.signalCode !== 'SIGKILL') expect(isOpen).toBe(false);
}

async function expectOrderAfter(rounds: number, actions: readonly (() => Promise<void>)[]): Promise<void> {
  const random = createRandom(20_261_125);
  await Promise.all([world.start(), world.start()].map((process) => heard(process, 'started')));
  await world.commitBeyond(0);
  for (let round = 0; round < rounds; round += 1) await random.pick(actions)();
  await Promise.all(world.processes.map((process) => endProcess(process, 'SIGTERM')));
  expectNoStaleCommit();
  for (const process of world.processes) expectEveryLossLogged(process);
  expect(new Set(world.commits().map(({ fence }) => fence)).size).toBeGreaterThan(rounds / 3);
}

test('a hundred rounds in SQLite: nothing is committed by an old number, and no lock is lost silently', async () => {
  world = await createLockWorld('sqlite', timings);
  await expectOrderAfter(100, [
    killHolder,
    pauseHolderBeyondLifetime,
    pauseHolderBeyondLifetime,
    pauseHolderShortly,
    deleteLock,
    deleteLock,
  ]);
}, 180_000);

test('thirty rounds in Redis, which is paused and restarted as well: neither', async () => {
  world = await createLockWorld('redis', timings);
  const pauses = [pauseHolderBeyondLifetime, pauseHolderShortly, pauseRedis];
  await expectOrderAfter(30, [killHolder, deleteLock, restartRedis, ...pauses]);
}, 180_000);
