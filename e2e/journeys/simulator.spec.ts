import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, expectNoSidewaysScroll, test, type World } from '../world.ts';

const patient = '203.0.113.77';
const eager = '203.0.113.78';

/** Yesterday: one who fails three times in a minute, and one who fails three times in an hour and a half. */
async function writeYesterday({ daemon }: World): Promise<string> {
  const noon = new Date(Date.now() - 86_400_000).setHours(12, 0, 0, 0);
  const failures = [
    [0, eager],
    [20, eager],
    [40, eager],
    [60, patient],
    [2_700, patient],
    [5_400, patient],
  ] as const;
  const lines = failures.map(([seconds, address]) => {
    const stamp = new Date(noon + seconds * 1000).toLocaleString('sv-SE').replace(' ', 'T');
    return `${stamp} host sshd[4242]: Failed password for root from ${address} port 4711 ssh2\n`;
  });
  const log = join(daemon.directory, 'log', 'yesterday.log');
  await writeFile(log, lines.join(''));
  return log;
}

const rowOf = (page: Page, address: string) => page.getByRole('row').filter({ hasText: address });

test('a longer findtime is tried on yesterday’s log, and found again', async ({ signedIn: page, world }) => {
  const log = await writeYesterday(world);
  await page.goto('/jails/sshd');
  await page.getByRole('link', { name: 'Try others on the log' }).click();
  await expect(page.getByRole('heading', { name: 'Ban simulator' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Log file' }).fill(log);
  await page.getByLabel('Within', { exact: true }).fill('soon');
  await expect(page.getByRole('button', { name: 'Simulate' })).toBeDisabled();
  await page.getByLabel('Within', { exact: true }).fill('2h');
  await expect(page.getByText('Today: 10m')).toBeVisible();
  await page.getByRole('button', { name: 'Simulate' }).click();

  await expect(page.getByRole('row', { name: /^Addresses banned/ })).toHaveText('Addresses banned12+1');
  await expect(rowOf(page, patient)).toContainText('1 ban');
  await expect(rowOf(page, patient)).toContainText('Nearly: 1 failure');
  await expect(rowOf(page, eager).getByText('1 ban')).toHaveCount(2);

  await page.reload();
  await expect(page.getByLabel('Within', { exact: true })).toHaveValue('2h');
  await expect(rowOf(page, patient)).toBeVisible();
  await page.setViewportSize({ width: 360, height: 800 });
  await expectNoSidewaysScroll(page);
});

test('whom one should not ban is said before anything else', async ({ signedIn: page, world }) => {
  const log = await writeYesterday(world);
  await page.request.post('/api/v1/allow-list', { data: { address: eager, note: 'The office' } });
  await page.goto('/configuration/simulator?jail=sshd');
  await page.getByRole('combobox', { name: 'Log file' }).fill(log);
  await expect(page.getByLabel('Never banned')).toHaveValue(new RegExp(eager));
  await page.getByRole('button', { name: 'Simulate' }).click();
  await expect(page.getByText('Only exceptions keep these from being banned')).toBeVisible();
  await page.getByLabel('Never banned').fill('');
  await page.getByRole('button', { name: 'Simulate' }).click();
  const alarm = page.getByRole('alert').filter({ hasText: 'Somebody would be banned who should not be' });
  await expect(alarm).toContainText(`${eager} would be banned with the change: on your allow-list`);
  await page.request.delete(`/api/v1/allow-list?address=${eager}`);
});

test('a log that may not be read is refused with the way out', async ({ signedIn: page }) => {
  await page.goto('/configuration/simulator?jail=sshd');
  await page.getByRole('combobox', { name: 'Log file' }).fill('/etc/passwd');
  await page.getByRole('button', { name: 'Simulate' }).click();
  await expect(page.getByRole('alert')).toContainText('BANGUI_LOG_DIRS');
});
