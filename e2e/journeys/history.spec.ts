import { readFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import type { PrivateDaemon } from '@bangui/sandbox/daemon';
import type { Page } from '@playwright/test';
import { attackSshd, test as base, expect } from '../world.ts';

/** Where the bans of the past come from, and nobody else in these journeys. */
const network = '198.18.7.0/24';
const view = `/history?address=${encodeURIComponent(network)}`;
const bans = 40;
const evil = '<img src=x onerror=alert(1)>';

const test = base.extend<object, { past: PrivateDaemon }>({
  past: [
    async ({ world }, use) => {
      writePast(world.daemon);
      await use(world.daemon);
    },
    { scope: 'worker' },
  ],
});

test.beforeEach(({ past }) => void past);

test('a drag over the bars zooms, and the address keeps the range', async ({ signedIn: page }) => {
  await page.goto(`${view}&range=30d`);
  await expectFound(page, bans);
  const box = await page.getByRole('slider').boundingBox();
  if (!box) throw new Error('The plot is not there.');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.6, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.7, y);
  await page.mouse.move(box.x + box.width * 0.8, y);
  await page.mouse.up();

  await expect(page).toHaveURL(/from=\d{4}-\d\d-\d\dT.*&to=/);
  await expect.poll(() => found(page)).toBeLessThan(bans / 2);
  const zoomed = await found(page);
  expect(zoomed).toBeGreaterThan(0);
  await page.reload();
  await expectFound(page, zoomed);

  await page.getByRole('button', { name: 'Zoom out' }).click();
  await expect.poll(() => found(page)).toBeGreaterThan(zoomed);
});

test('arrow keys read the bars, and Enter zooms into one', async ({ signedIn: page }) => {
  await page.goto(`${view}&range=30d&split=none`);
  await expectFound(page, bans);
  const reader = page.getByRole('slider');
  await reader.focus();
  await page.keyboard.press('End');
  const last = await reader.getAttribute('aria-valuetext');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(reader).not.toHaveAttribute('aria-valuetext', last ?? '');
  await expect(reader).toHaveAttribute('aria-valuetext', /: 2 bans$/);
  await page.keyboard.press('Enter');
  await expectFound(page, 2);
  await expect(page.getByRole('table', { name: 'Bans of the past' }).locator('tbody tr')).toHaveCount(2);
});

test('the table shows the numbers of the plot', async ({ signedIn: page }) => {
  await page.goto(`${view}&range=30d`);
  await expectFound(page, bans);
  await page.getByText('Table', { exact: true }).click();
  const table = page.getByRole('table', { name: 'Bans over time' });
  await expect(table.getByRole('columnheader', { name: 'web login' })).toBeVisible();
  const sums = await table.locator('tbody tr td:nth-of-type(1)').allTextContents();
  expect(sums.reduce((sum, text) => sum + Number(text), 0)).toBe(bans);
});

test('filters stand in the address and outlive a reload', async ({ signedIn: page }) => {
  await page.goto('/history?range=all');
  await page.getByLabel('Address, network or host name').fill(network);
  await expectFound(page, bans);
  await page.getByRole('combobox', { name: 'Jail' }).click();
  await page.getByRole('option', { name: 'web login' }).click();
  await expectFound(page, bans / 4);
  await expect(page).toHaveURL(/jail=web\+login/);

  await page.reload();
  await expect(page.getByLabel('Address, network or host name')).toHaveValue(network);
  await expect(page.getByRole('combobox', { name: 'Jail' })).toHaveValue('web login');
  await expectFound(page, bans / 4);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL(/\/history\?range=all$/);
});

test('text in log lines finds the bans, and is shown as nothing but text', async ({ signedIn: page }) => {
  await page.goto(`${view}&range=all`);
  await page.getByLabel('In log lines').fill('ONERROR=ALERT');
  await expectFound(page, 1);
  await page.getByRole('button', { name: 'Why was 198.18.7.5 banned?' }).click();
  await expect(page.getByText(evil)).toBeVisible();
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
});

test('what is exported is what is shown', async ({ signedIn: page }) => {
  await page.goto(`${view}&range=all&jail=web+login`);
  await expectFound(page, bans / 4);
  await page.getByRole('button', { name: 'Export' }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'JSON lines', exact: true }).click();
  const file = await readFile(await (await downloading).path(), 'utf8');
  const exported = file
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { address: string });
  const rows = page.getByRole('table', { name: 'Bans of the past' }).locator('tbody tr td:nth-child(3) a');
  expect(exported.map(({ address }) => address)).toEqual(await rows.allTextContents());
});

test('new bans come by themselves, but wait while somebody reads', async ({ signedIn: page, world }) => {
  await page.goto('/history?range=24h&jail=sshd');
  await attackSshd(world.daemon, '198.18.8.1');
  const first = page.getByRole('button', { name: 'Why was 198.18.8.1 banned?' });
  await expect(first).toBeVisible();
  await first.click();
  await expect(page.getByText('Failed password for root from 198.18.8.1').first()).toBeVisible();

  await attackSshd(world.daemon, '198.18.8.2');
  const waiting = page.getByRole('button', { name: 'Show 1 new ban' });
  await expect(waiting).toBeVisible();
  const second = page.getByRole('button', { name: 'Why was 198.18.8.2 banned?' });
  await expect(second).toHaveCount(0);
  await waiting.click();
  await expect(second).toBeVisible();
});

test('the dashboard leads from a plot to its bans', async ({ signedIn: page }) => {
  await page.goto('/?range=30d');
  await page.getByRole('link', { name: '198.18.7.0/24' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '198.18.7.0/24' })).toBeVisible();
});

test('nothing of the past is deleted before it is said how much', async ({ signedIn: page }) => {
  await page.goto('/settings');
  await expect(page.getByText('Every ban is kept.')).toBeVisible();
  await page.getByRole('switch', { name: 'Delete old bans' }).click();
  await page.getByLabel('Days').fill('10');
  await expect(page.getByText(/^Deletes \d+ bans now/)).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('This cannot be undone')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Every ban is kept.')).toBeVisible();

  await page.getByLabel('Days').fill('3650');
  await expect(page.getByText('Nothing is deleted now.')).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Bans are kept for 3,650 days.')).toBeVisible();
});

/** Two bans a day, every fourth in another jail, one of them with a line that must not come alive. */
function writePast({ databasePath }: PrivateDaemon): void {
  const database = new DatabaseSync(databasePath, { timeout: 5_000 });
  const insert = database.prepare(
    'INSERT INTO bans(jail, ip, timeofban, bantime, bancount, data) VALUES (?, ?, ?, 600, 1, ?)',
  );
  const newest = new Date().setHours(0, 0, 0, 0) / 1000 - 6 * 3_600;
  database.exec('BEGIN IMMEDIATE');
  for (let index = bans - 1; index >= 0; index -= 1) {
    const jail = index % 4 === 0 ? 'web login' : 'sshd';
    const matches = [`Failed password for ${index === 5 ? evil : 'root'}`];
    const data = JSON.stringify({ matches, failures: 3 });
    insert.run(jail, `198.18.7.${index}`, newest - index * 12 * 3_600, data);
  }
  database.exec('COMMIT');
  database.close();
}

async function found(page: Page): Promise<number> {
  const words = await page.getByText(/^[\d,]+ bans? found$/).textContent();
  return Number(words?.replace(/\D/g, ''));
}

async function expectFound(page: Page, count: number): Promise<void> {
  await expect(
    page.getByText(`${count} ${count === 1 ? 'ban' : 'bans'} found`, { exact: true }),
  ).toBeVisible();
}
