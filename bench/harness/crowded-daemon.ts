import { DatabaseSync } from 'node:sqlite';
import { attackerAddresses } from '@bangui/sandbox/addresses';
import { eventually } from '@bangui/sandbox/child';
import { createPrivateDaemon, type PrivateDaemon } from '@bangui/sandbox/daemon';
import { createRandom } from '@bangui/sandbox/random';

export interface Crowd {
  jails: number;
  bansPerJail: number;
}

const BANTIME_SECONDS = 86_400;
const RESTORE_DEADLINE_MS = 300_000;

/**
 * A real daemon with many active bans: they are written to its database while it is down, and
 * it restores every one of them at its start, as after a reboot.
 */
export async function startCrowdedDaemon(crowd: Crowd): Promise<PrivateDaemon> {
  const jails = Array.from(
    { length: crowd.jails },
    (_, index) => `jail-${String(index + 1).padStart(2, '0')}`,
  );
  const daemon = await createPrivateDaemon({
    jails: jails.map((name) => ({ name, filter: 'sshd', bantime: BANTIME_SECONDS })),
  });
  // A first start makes the daemon create its own tables.
  await daemon.start();
  await daemon.stop();
  writeBans(daemon.databasePath, jails, crowd.bansPerJail);
  await daemon.start();
  for (const jail of jails) await untilBanned(daemon, jail, crowd.bansPerJail);
  return daemon;
}

function writeBans(databasePath: string, jails: string[], bansPerJail: number): void {
  const database = new DatabaseSync(databasePath);
  const columns = '(jail, ip, timeofban, bantime, bancount, data) VALUES (?, ?, ?, ?, 1, ?)';
  const inserts = ['bans', 'bips'].map((table) => database.prepare(`INSERT INTO ${table} ${columns}`));
  database.exec('BEGIN');
  for (const [index, jail] of jails.entries()) {
    for (const address of attackerAddresses(createRandom(index + 1), bansPerJail)) {
      const row = [jail, address, bannedAt(), BANTIME_SECONDS, evidence(address)];
      for (const insert of inserts) insert.run(...row);
    }
  }
  database.exec('COMMIT');
  database.close();
}

function bannedAt(): number {
  return Math.floor(Date.now() / 1000) - Math.floor(Math.random() * 3600);
}

function evidence(address: string): string {
  const line = `web01 sshd[4711]: Failed password for root from ${address} port 40022 ssh2`;
  return JSON.stringify({ matches: Array(5).fill(line), failures: 5 });
}

async function untilBanned(daemon: PrivateDaemon, jail: string, bans: number): Promise<void> {
  const isComplete = async () => {
    const { stdout } = await daemon.client('status', jail, 'short');
    return Number(/Currently banned:\s*(\d+)/.exec(stdout)?.[1]) === bans;
  };
  await eventually(`${bans} bans restored in ${jail}`, isComplete, RESTORE_DEADLINE_MS);
}
