import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { endChild, eventually, spawnBound } from '@bangui/sandbox/child';
import { type PrivateDaemon, startPrivateDaemon } from '@bangui/sandbox/daemon';
import { createRandom } from '@bangui/sandbox/random';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFail2banCommands, type Fail2banCommands } from '../fail2ban/commands.ts';
import { createFail2banSocket, type Fail2banSocket } from '../fail2ban/socket.ts';
import { openArchive } from './archive.ts';
import { createCollector } from './collector.ts';
import { originOf } from './origin.ts';

const kills = 100;
const oldBans = 3_000;
/** From before its first look at the database until well after. */
const longestLifeMilliseconds = 400;
const collectorProcess = join(import.meta.dirname, '../../../sandbox/collector-process.ts');

let daemon: PrivateDaemon;
let socket: Fail2banSocket;
let commands: Fail2banCommands;
let path: string;

beforeAll(async () => {
  daemon = await startPrivateDaemon({ jails: [{ name: 'sshd', filter: 'sshd', bantime: 600 }] });
  path = join(daemon.directory, 'archive.sqlite3');
  socket = createFail2banSocket({ path: daemon.socketPath });
  commands = createFail2banCommands(socket);
  writeOldBans();
});

afterAll(async () => {
  socket.close();
  await daemon.dispose();
});

/** So many that reading them takes a while. */
function writeOldBans(): void {
  const database = new DatabaseSync(daemon.databasePath, { timeout: 5_000 });
  const insert = database.prepare("INSERT INTO bans VALUES ('sshd', ?, ?, 600, 1, ?)");
  const data = JSON.stringify({ matches: ['a line'], failures: 3 });
  const now = Math.floor(Date.now() / 1000);
  database.exec('BEGIN');
  for (let count = 0; count < oldBans; count += 1) {
    insert.run(`198.18.${count >> 8}.${count & 255}`, now - 40_000 + count * 10, data);
  }
  database.exec('COMMIT');
  database.close();
}

/** What the daemon's own table says now: `SECOND ADDRESS` of every ban. */
function daemonsTable(): string[] {
  const database = new DatabaseSync(daemon.databasePath, { readOnly: true, timeout: 5_000 });
  const rows = database.prepare('SELECT ip, timeofban FROM bans').all() as {
    ip: string;
    timeofban: number;
  }[];
  database.close();
  return rows.map(({ ip, timeofban }) => `${Math.round(timeofban)} ${ip}`).sort();
}

/** What fail2ban does to rows that are older than `dbpurgeage`, once an hour. */
function purgeOldBans(): void {
  const database = new DatabaseSync(daemon.databasePath, { timeout: 5_000 });
  database.prepare('DELETE FROM bans WHERE timeofban < ?').run(Math.floor(Date.now() / 1000) - 3_600);
  database.close();
}

/** How many bans the archive has, whoever else is writing it. */
function archivedBans(): number {
  const database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
  const { value } = database.prepare("SELECT value FROM totals WHERE name = 'events'").get() as {
    value: number;
  };
  database.close();
  return value;
}

async function startCollector(): Promise<ChildProcess> {
  const child = spawnBound([process.execPath, collectorProcess, path, daemon.databasePath], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout as NodeJS.ReadableStream, 'data');
  return child;
}

async function collectAndKill(lifeMilliseconds: number): Promise<void> {
  const child = await startCollector();
  await pause(lifeMilliseconds);
  await endChild(child, 'SIGKILL');
}

/** What is purged must have been taken in before, or nobody could have it. */
async function collectThenPurge(): Promise<void> {
  const child = await startCollector();
  await eventually('the old bans are taken in', async () => archivedBans() >= oldBans);
  await endChild(child, 'SIGKILL');
  purgeOldBans();
}

test('a collector that is killed a hundred times keeps each ban exactly once', async () => {
  const random = createRandom(7);
  const purged = daemonsTable();
  const everBanned = new Set(purged);
  /** The daemon answers before it writes. */
  const ban = async (addresses: string[]) => {
    await commands.banip('sshd', addresses);
    await eventually('the bans are written', async () => {
      const table = daemonsTable();
      for (const each of table) everBanned.add(each);
      return addresses.every((address) => table.some((each) => each.endsWith(` ${address}`)));
    });
  };
  for (let round = 0; round < kills; round += 1) {
    if (round === kills / 2) await collectThenPurge();
    const address = (host: number) => `203.0.${round}.${host}`;
    const dying = collectAndKill(random.integer(0, longestLifeMilliseconds));
    await ban([1, 2, 3, 4].map(address));
    // Its row goes from the daemon's table, and the row's id comes again.
    await commands.unbanip('sshd', [address(4)]);
    await ban([address(5)]);
    await dying;
  }
  expect(archivedBans()).toBeGreaterThan(oldBans);

  const archive = openArchive({ path, originOf, placeOf: () => ({ country: null, operator: null }) });
  const collector = createCollector({ archive, onAdded() {}, warn() {} });
  await collector.follow(daemon.databasePath);
  await collector.stop();
  const kept: string[] = [];
  let before: number | undefined;
  do {
    const page = archive.page({}, 1_000, before);
    kept.push(...page.items.map(({ bannedAt, address }) => `${bannedAt} ${address}`));
    before = page.nextBefore ?? undefined;
  } while (before !== undefined);

  const expected = daemonsTable();
  expect(kept).toHaveLength(new Set(kept).size);
  expect([...purged, ...expected].filter((each) => !kept.includes(each))).toEqual([]);
  expect(kept.filter((each) => !everBanned.has(each))).toEqual([]);
  expect(expected).toHaveLength(4 * kills);
  expect(archive.recount()).toEqual([]);
  archive.close();
}, 240_000);
