import { DatabaseSync } from 'node:sqlite';
import { attackerAddresses } from './addresses.ts';
import { attackLine, SERVICES } from './log-lines.ts';
import { createRandom } from './random.ts';

const DAYS = 90;
const BANS_PER_DAY = 150;
const ATTACKERS = 2_500;
const LINES = 3;
const BANTIME_SECONDS = 180;
const DAY_SECONDS = 86_400;

/**
 * Writes bans of the last three months into the daemon's own database, as it would have done itself, so that a fresh
 * demo has a past to look at. Nothing happens where there is one. The daemon must not be running.
 */
export function writePastBans(databasePath: string, now: Date): void {
  const database = new DatabaseSync(databasePath);
  const { rows } = database.prepare('SELECT count(*) AS rows FROM bans').get() as { rows: number };
  if (rows < DAYS) insertPastBans(database, Math.floor(now.getTime() / 1000));
  database.close();
}

function insertPastBans(database: DatabaseSync, now: number): void {
  const random = createRandom(now);
  const attackers = attackerAddresses(random, ATTACKERS);
  const insert = database.prepare(
    'INSERT INTO bans (jail, ip, timeofban, bantime, bancount, data) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const counts = new Map<string, number>();
  database.exec('BEGIN');
  for (let day = DAYS; day > 0; day -= 1) {
    for (const second of secondsOfDay()) {
      // Some come back again and again: the first ones are met most often.
      const address = attackers[Math.floor(ATTACKERS * random.fraction() ** 1.6)]!;
      const jail = random.pick(SERVICES);
      const bannedAt = now - day * DAY_SECONDS + second;
      const count = (counts.get(address) ?? 0) + 1;
      counts.set(address, count);
      const line = (index: number) => {
        const time = new Date((bannedAt - (LINES - index) * 4) * 1000);
        return attackLine(jail, { random, time, address });
      };
      const matches = Array.from({ length: LINES }, (_, index) => line(index));
      const data = JSON.stringify({ matches, failures: LINES });
      insert.run(jail, address, bannedAt, BANTIME_SECONDS, count, data);
    }
  }
  database.exec('COMMIT');

  /** Quiet days and wild ones, and in each of them an hour at which most come. */
  function secondsOfDay(): number[] {
    const bans = Math.round(BANS_PER_DAY * (0.4 + 1.6 * random.fraction() ** 2));
    const peak = random.integer(0, DAY_SECONDS - 1);
    const nearPeak = () =>
      (peak + Math.floor((random.fraction() - 0.5) * 0.3 * DAY_SECONDS) + DAY_SECONDS) % DAY_SECONDS;
    return Array.from({ length: bans }, () =>
      random.fraction() < 0.4 ? nearPeak() : random.integer(0, DAY_SECONDS - 1),
    ).sort((one, other) => one - other);
  }
}
