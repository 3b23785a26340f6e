import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openChangeTransaction } from '@bangui/sandbox/change-transaction';
import { spawnBound } from '@bangui/sandbox/child';
import { afterEach, beforeEach, expect, test } from 'vitest';

const changeProcess = join(import.meta.dirname, '../../../../sandbox/change-process.ts');
const rounds = 100;
/** A little longer than a whole change takes. */
const longestLifeMs = 40;

let folder: string;
let configDir: string;
let dataDir: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bangui-killed-'));
  configDir = join(folder, 'config');
  dataDir = join(folder, 'data');
  for (const each of [dataDir, ...['', 'jail.d', 'filter.d'].map((name) => join(configDir, name))])
    await mkdir(each, { recursive: true });
});

afterEach(() => rm(folder, { recursive: true }));

const before = { 'jail.d/a.local': 'old a\n', 'filter.d/b.local': null, 'jail.d/c.local': 'old c\n' };
const after = { 'jail.d/a.local': 'new a\n', 'filter.d/b.local': 'new b\n', 'jail.d/c.local': null };

async function place(texts: Record<string, string | null>): Promise<void> {
  for (const [path, text] of Object.entries(texts)) {
    if (text === null) await unlink(join(configDir, path)).catch(() => undefined);
    else await writeFile(join(configDir, path), text);
  }
}

async function texts(): Promise<Record<string, string | null>> {
  const read = (path: string) => readFile(join(configDir, path), 'utf8').catch(() => null);
  const pairs = Object.keys(before).map(async (path) => [path, await read(path)] as const);
  return Object.fromEntries(await Promise.all(pairs));
}

/** @returns whether the process was killed before it was done */
async function changeAndKill(id: string, lifeMs: number): Promise<boolean> {
  const child = spawnBound(
    [process.execPath, changeProcess, dataDir, configDir, JSON.stringify({ id, before, after })],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = once(child, 'exit');
  if (child.stdout !== null) await once(child.stdout, 'data');
  await delay(lifeMs);
  child.kill('SIGKILL');
  const [, signal] = await ended;
  return signal === 'SIGKILL';
}

test('a kill at any moment leaves the old files or the new ones after the next start, never a mixture', async () => {
  const { transaction, versions, close } = await openChangeTransaction(dataDir, configDir);
  const outcomes = { old: 0, new: 0, killed: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const id = `change-${round}`;
    await place(before);
    const wasKilled = await changeAndKill(id, (longestLifeMs * round) / rounds);
    await transaction.alone(() => transaction.recover(versions.hasChange));
    const isNew = await versions.hasChange(id);
    expect(await texts()).toEqual(isNew ? after : before);
    expect(await readdir(dataDir)).not.toContain('configuration-change.json');
    outcomes[isNew ? 'new' : 'old'] += 1;
    if (wasKilled) outcomes.killed += 1;
  }
  await close();
  // The kills have met both sides of the moment from which on the change counts.
  expect(outcomes.old).toBeGreaterThan(0);
  expect(outcomes.new).toBeGreaterThan(0);
  expect(outcomes.killed).toBeGreaterThan(rounds / 4);
}, 300_000);
