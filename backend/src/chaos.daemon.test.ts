/** Whole instances that import into a real kernel, while they are killed, paused and robbed at every stage. */
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '@bangui/sandbox/child';
import { createDisasters, type Disaster } from '@bangui/sandbox/import-disasters';
import { acquiredTerms, endedTerms, type Instance } from '@bangui/sandbox/import-instance';
import { createImportWorld, type ImportVersion, type ImportWorld } from '@bangui/sandbox/import-world';
import { numberOf } from '@bangui/sandbox/numbered-lists';
import { canHavePrivateNetwork } from '@bangui/sandbox/private-network';
import { createRandom } from '@bangui/sandbox/random';
import { afterEach, describe, expect, test } from 'vitest';

const seed = 20_261_125;
const random = createRandom(seed);
const deadlineMs = 60_000;
const testMs = 600_000;

let world: ImportWorld | undefined;
/** Every one that was ever seen: the database keeps the newest few. */
const versions = new Map<number, ImportVersion>();
const accepted: number[] = [];

async function begin(kind: 'sqlite' | 'redis'): Promise<ImportWorld> {
  const created = await createImportWorld(kind);
  world = created;
  versions.clear();
  accepted.length = 0;
  await quiet(created);
  return created;
}

/** How far an import has come: what shows it, and how many milliseconds more may pass. */
function momentsOf({ lists, writtenSets, database }: ImportWorld, id: () => number) {
  const { asked, sent } = lists;
  const written = new Set(writtenSets());
  return {
    'asked for': { isReached: () => true, spreadMs: 40 },
    fetching: { isReached: () => lists.asked > asked, spreadMs: 80 },
    fetched: { isReached: () => lists.sent > sent, spreadMs: 60 },
    written: { isReached: () => writtenSets().some((name) => !written.has(name)), spreadMs: 150 },
    recorded: { isReached: () => database.versions().some(({ run_id }) => run_id === id()), spreadMs: 60 },
  };
}

/** Begins an import and waits until it is somewhere, by chance. @returns where */
async function importUntilSomewhere(chaos: ImportWorld): Promise<string> {
  let id = 0;
  const moments = momentsOf(chaos, () => id);
  const name = random.pick(Object.keys(moments) as (keyof typeof moments)[]);
  const { isReached, spreadMs } = moments[name];
  id = await chaos.askForImport();
  accepted.push(id);
  await eventually(name, async () => isReached() || !openRuns(chaos).includes(id), deadlineMs);
  await pause(random.integer(0, spreadMs));
  return name;
}

function openRuns(chaos: ImportWorld): number[] {
  return chaos.database.runs().flatMap(({ id, state }) => (/queued|running/.test(state) ? [id] : []));
}

/** Somebody holds the lock, nothing runs, and the kernel has the current version, as it would after a reboot. */
async function quiet(chaos: ImportWorld): Promise<void> {
  await eventually(
    'it is quiet',
    async () => {
      const current = noteVersions(chaos).find(({ is_current }) => is_current === 1);
      const digest = current?.digest.slice(0, 16);
      if (digest === undefined || openRuns(chaos).length > 0) return false;
      if ((await chaos.holder()) === undefined || chaos.committedDigest() !== digest) return false;
      return (await chaos.kernelList())?.digest === digest;
    },
    deadlineMs,
  );
}

function noteVersions(chaos: ImportWorld): ImportVersion[] {
  const kept = chaos.database.versions();
  for (const version of kept) versions.set(version.id, version);
  return kept;
}

/** @param mayBeGone as fail2ban has just begun anew, with an empty kernel */
async function expectWholeList(chaos: ImportWorld, mayBeGone = false): Promise<void> {
  const { list } = await eventually('the list is read before it is exchanged', async () => {
    const read = await chaos.kernelList();
    return read !== undefined && { list: read };
  });
  if (list === null) return expect(mayBeGone).toBe(true);
  const number = numberOf(list.entries);
  expect(number, JSON.stringify(list)).not.toBeNull();
  expect(number).toBeLessThanOrEqual(chaos.lists.asked);
}

async function playRound(chaos: ImportWorld, name: Disaster): Promise<void> {
  let moment = 'before';
  try {
    moment = await importUntilSomewhere(chaos);
    await createDisasters(chaos, random)[name]();
    await expectWholeList(chaos, name === 'killFail2ban');
    await quiet(chaos);
    await expectWholeList(chaos);
  } catch (cause) {
    const story = `Seed ${seed}, import ${accepted.length}: ${name} (${moment})`;
    throw new Error(`${story}: ${(cause as Error).message}`, { cause });
  }
}

/** A run has one version at most, and only if it succeeded; a list is fetched once and is in one version at most. */
function expectNoImportTwice(chaos: ImportWorld): void {
  const runs = new Map(chaos.database.runs().map((run) => [run.id, run]));
  const all = [...versions.values()];
  const [digests, runIds] = [all.map(({ digest }) => digest), all.map(({ run_id }) => run_id)];
  expect(new Set(digests).size).toBe(digests.length);
  expect(new Set(runIds).size).toBe(runIds.length);
  for (const { run_id, fence } of all) expect(runs.get(run_id)).toMatchObject({ fence, state: 'succeeded' });
  const succeeded = chaos.database.runs().flatMap(({ id, state }) => (state === 'succeeded' ? [id] : []));
  expect(runIds).toEqual(expect.arrayContaining(succeeded));
  expect([...runs.keys()]).toEqual(expect.arrayContaining(accepted));
  expect(chaos.lists.asked).toBeLessThanOrEqual(runs.size);
}

function expectNumbersToRise(chaos: ImportWorld): void {
  for (const rows of [chaos.database.runs(), [...versions.values()]]) {
    const fences = rows.sort((one, other) => one.id - other.id).map(({ fence }) => fence);
    expect(fences).toEqual([...fences].sort((one, other) => one - other));
  }
}

async function expectOwnNumbers({ everStarted }: ImportWorld): Promise<void> {
  const logs = await Promise.all(everStarted.map((instance) => instance.lines()));
  const terms = logs.flatMap(acquiredTerms);
  expect(new Set(terms).size).toBe(terms.length);
}

/** Whoever was killed could not tell of its last term. */
async function expectEveryLossLogged(instance: Instance): Promise<void> {
  expect(instance.hasCrashed(), await instance.logTail()).toBe(false);
  const lines = await instance.lines();
  const terms = acquiredTerms(lines);
  const told = endedTerms(lines);
  const untold = instance.child.signalCode === 'SIGKILL' ? terms.at(-1) : undefined;
  expect(terms.filter((fence) => fence !== untold && !told.includes(fence))).toEqual([]);
}

async function stopBoth({ running }: ImportWorld): Promise<void> {
  await Promise.all(running.map((instance) => instance.stop()));
  await Promise.all(running.map(expectEveryLossLogged));
}

async function expectOrderAfter(
  chaos: ImportWorld,
  rounds: number,
  disasters: readonly Disaster[],
): Promise<void> {
  for (let round = 0; round < rounds; round += 1) await playRound(chaos, random.pick(disasters));
  await chaos.allStarted();
  await quiet(chaos);
  await stopBoth(chaos);
  expectNoImportTwice(chaos);
  expectNumbersToRise(chaos);
  await expectOwnNumbers(chaos);
  await Promise.all(chaos.everStarted.map(expectEveryLossLogged));
  const states = chaos.database.runs().map(({ state }) => state);
  expect(states).toEqual(expect.arrayContaining(['succeeded', 'interrupted']));
}

async function restartTogether(chaos: ImportWorld): Promise<void> {
  await stopBoth(chaos);
  for (const instance of [...chaos.running]) chaos.startAgain(instance);
  await chaos.allStarted();
}

/** So that one begins a new file while the other one still has the deleted one open. */
async function restartOneByOne(chaos: ImportWorld): Promise<void> {
  for (const instance of [...chaos.running]) {
    await instance.stop();
    await expectEveryLossLogged(instance);
    chaos.startAgain(instance);
    await chaos.allStarted();
  }
}

async function loseDatabase(chaos: ImportWorld): Promise<void> {
  await importUntilSomewhere(chaos);
  await chaos.database.delete();
  const hasTold = async (instance: Instance) =>
    (await instance.lines()).some(({ event }) => event === 'scheduler_lock_unavailable');
  await eventually('both say that they cannot have the lock', async () =>
    (await Promise.all(chaos.running.map(hasTold))).every(Boolean),
  );
  await expectWholeList(chaos);
  await random.pick([restartTogether, restartOneByOne])(chaos);
  await chaos.furnish();
  versions.clear();
  await quiet(chaos);
  await expectWholeList(chaos);
}

describe.skipIf(!canHavePrivateNetwork())('two instances that import', () => {
  afterEach(async () => world?.dispose());

  const everywhere = [
    'killHolder',
    'deleteLock',
    'killFail2ban',
    'pauseHolderBeyondLifetime',
    'pauseHolderShortly',
  ] as const;

  test(
    'keep order in sixty rounds with the lock in SQLite',
    async () => {
      await expectOrderAfter(await begin('sqlite'), 60, [...everywhere, 'killBoth']);
    },
    testMs,
  );

  test(
    'keep order in thirty-six rounds with the lock in Redis',
    async () => {
      await expectOrderAfter(await begin('redis'), 36, [...everywhere, 'restartRedis', 'pauseRedis']);
    },
    testMs,
  );

  test(
    'tell of a database that was deleted, four times, and begin anew once they are restarted',
    async () => {
      const chaos = await begin('sqlite');
      for (let round = 0; round < 4; round += 1) await loseDatabase(chaos);
      await expectOwnNumbers(chaos);
    },
    testMs,
  );
});
