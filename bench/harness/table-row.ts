import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PrivateDaemon } from '@bangui/sandbox/daemon';
import { chromium } from '@playwright/test';

const BANS = 30;

/**
 * Milliseconds from the moment at which a ban is in the daemon's database until its address stands in a table of a page
 * that is open in a real browser, for each of some bans.
 */
export async function timesToTableRow(
  daemon: PrivateDaemon,
  url: string,
  password: string,
): Promise<number[]> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage();
    await page.request.post(`${url}/api/v1/auth/login`, { data: { username: 'admin', password } });
    await page.goto(`${url}/bans`);
    await page.getByRole('table').waitFor();
    const times: number[] = [];
    for (let count = 1; count <= BANS; count += 1) {
      const address = `10.99.0.${count}`;
      const row = page.getByText(address, { exact: true }).first();
      const shown = row.waitFor().then(() => Date.now());
      void daemon.client('set', 'sshd', 'banip', address);
      const written = await writtenAt(daemon.databasePath, address);
      times.push(Math.max(0, (await shown) - written));
    }
    return times;
  } finally {
    await browser.close();
  }
}

async function writtenAt(path: string, address: string): Promise<number> {
  const database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
  const row = database.prepare('SELECT 1 FROM bans WHERE ip = ?');
  while (row.get(address) === undefined) await sleep(2);
  database.close();
  return Date.now();
}
