import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../world.ts';

const minute = 60_000;

test('the filter of a jail is tried on its log, and an expression shows its lines', async ({
  signedIn: page,
  world,
}) => {
  const at = new Date().toISOString();
  await world.daemon.appendLog('sshd', [
    `${at} host sshd[1]: Invalid user admin from 192.0.2.71 port 4242`,
    `${at} host sshd[2]: Failed password for root from 192.0.2.72 port 4242 ssh2`,
    `${at} host sshd[3]: Server listening on 0.0.0.0 port 22.`,
  ]);
  await page.goto('/jails/sshd');
  await page.getByRole('link', { name: 'Try it on the log' }).click();
  await expect(page.getByRole('combobox', { name: 'Log file' })).toHaveValue(world.daemon.logFile('sshd'));

  await page.keyboard.press('Control+Enter');
  const lines = page.getByRole('region', { name: 'Lines', exact: true });
  const ofAdmin = lines.getByRole('listitem').filter({ hasText: 'Invalid user admin' }).first();
  await expect(ofAdmin).toContainText('Matched', { timeout: minute });
  await expect(ofAdmin).toContainText('user admin');
  await expect(ofAdmin.getByRole('link', { name: '192.0.2.71' })).toBeVisible();

  const expressions = page.getByRole('region', { name: 'Expressions' });
  await expressions.getByRole('link', { name: 'Lines of failregex 6', exact: true }).click();
  await expect(lines.getByText('Failed password')).toHaveCount(0);
  await expect(lines.getByText('Invalid user admin')).not.toHaveCount(0);

  // Who gets the link sees the same.
  await page.reload();
  await expect(lines.getByText('Invalid user admin')).not.toHaveCount(0);
  await expect(lines.getByText('Failed password')).toHaveCount(0);
});

test('a filter that is being written is judged by fail2ban, and never gets into its folder', async ({
  signedIn: page,
  world,
}) => {
  const filters = join(world.daemon.configDir, 'filter.d');
  const before = await readdir(filters);
  await page.goto('/configuration/regex-lab');
  await page.getByText('Expressions', { exact: true }).click();
  const failregex = page.getByRole('textbox', { name: 'failregex' });
  await failregex.fill('^ knock from <HOST>$\n^ (push from <HOST>$');
  await page
    .getByRole('textbox', { name: 'Lines', exact: true })
    .fill('2026-11-25 09:00:00 knock from 192.0.2.1\n2026-11-25 09:00:01 nobody');
  await page.getByRole('button', { name: 'Try the filter' }).click();
  const refusal = page.getByRole('alert').filter({ hasText: 'fail2ban refuses failregex 2' });
  await expect(refusal).toContainText('unterminated subpattern', { timeout: minute });
  await expect(page.getByText('fail2ban refuses expression 2.')).toBeVisible();

  await failregex.fill('^ knock from <HOST>$\n^ (\\w+\\s?)+: from <HOST>$');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('failregex 2 can be used to attack this server')).toBeVisible({
    timeout: minute,
  });
  await expect(page.getByRole('status').filter({ hasText: '1 line matched' })).toContainText('1 missed');
  expect(await readdir(filters)).toEqual(before);
});

test('a test that takes long can be left, found again and cancelled', async ({ signedIn: page }) => {
  await page.goto('/configuration/regex-lab');
  await page.getByText('Expressions', { exact: true }).click();
  await page.getByRole('textbox', { name: 'failregex' }).fill('^ (a+)+ from <HOST>$');
  await page
    .getByRole('textbox', { name: 'Lines', exact: true })
    .fill(`2026-11-25 09:00:00 ${'a'.repeat(60)}`);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('region', { name: 'Trying the filter' })).toBeVisible();
  await page.reload();
  await page
    .getByRole('region', { name: 'Trying the filter' })
    .getByRole('button', { name: 'Cancel' })
    .click();
  await expect(page.getByRole('status').filter({ hasText: 'The test was cancelled.' })).toBeVisible();
});
