import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, expectNoSidewaysScroll, test } from '../world.ts';

/** A filter is tried, then fail2ban is asked more than once, each time in a process of its own. */
const untilTried = { timeout: 30_000 };
test.describe.configure({ timeout: 120_000 });

test.afterEach(async ({ world: { daemon } }) => {
  await rm(join(daemon.configDir, 'jail.d', 'nginx-http-auth.local'), { force: true });
  await writeFile(daemon.logFile('nginx-http-auth'), '');
  await daemon.client('reload');
});

function failureOf(address: string): string {
  const stamp = new Date().toLocaleString('sv-SE').replaceAll('-', '/');
  return `${stamp} [error] 1#1: *1 user "eve" was not found in "/etc/nginx/.htpasswd", client: ${address}, server: _, request: "GET / HTTP/1.1", host: "shop.example"`;
}

test('a jail of the catalogue is tried on its log and switched on in two clicks', async ({
  signedIn: page,
  world: { daemon },
}) => {
  await daemon.appendLog('nginx-http-auth', [failureOf('192.0.2.91'), 'nobody has failed here']);
  await page.goto('/configuration');
  await page.getByRole('button', { name: 'New jail' }).click();
  await page.getByRole('menuitem', { name: 'From the catalogue' }).click();
  await expect(page.getByRole('button', { name: 'sshd', exact: true })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'vsftpd' })).toBeHidden();

  await page
    .getByRole('button', { name: `nginx-http-auth Log found: ${daemon.logFile('nginx-http-auth')}` })
    .click();
  await expect(page.getByText('1 line matched, 1 missed, 2 tested')).toBeVisible(untilTried);
  await expect(page.getByRole('region', { name: 'The newest lines that matched' })).toContainText(
    '192.0.2.91',
  );
  await page.getByRole('button', { name: 'Review' }).click();

  await expect(page.getByText('nginx-http-auth starts')).toBeVisible(untilTried);
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('The files are written and hold.')).toBeVisible(untilTried);
  expect((await daemon.client('status')).stdout).toContain('nginx-http-auth');
  await page.goto('/configuration/catalogue');
  await expect(page.getByText('1 jail without a log on this machine')).toBeVisible();
  await expect(page.getByText('nginx-http-auth')).toHaveCount(0);
});

test('a log of another kind is warned about, and a jail without a log can be given one', async ({
  signedIn: page,
  world: { daemon },
}) => {
  await daemon.appendLog('nginx-http-auth', ['nobody has failed here']);
  await page.goto('/configuration/catalogue?q=vsftp');
  await page.getByRole('button', { name: 'vsftpd Not on this machine: /nowhere/vsftpd.log' }).click();
  const review = page.getByRole('button', { name: 'Review' });
  await expect(review).toBeDisabled();
  await page.getByRole('combobox', { name: 'Log file' }).fill(daemon.logFile('nginx-http-auth'));
  await expect(page.getByText('Nothing matched')).toBeVisible(untilTried);
  await review.click();
  await expect(page.getByText('vsftpd starts')).toBeVisible(untilTried);
  await expect(page.getByText(`logpath = ${daemon.logFile('nginx-http-auth')}`)).toBeVisible();
  await page.getByRole('link', { name: 'Back to editing' }).click();
  await expect(page.getByRole('combobox', { name: 'Log file' })).toBeVisible();
});

test('the palette leads to the catalogue, which fits a small phone', async ({ signedIn: page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/jails');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await page.getByRole('combobox', { name: 'Search addresses, jails and pages' }).fill('catalogue');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^nginx-http-auth/ }).click();
  await expect(page.getByText('The log is empty')).toBeVisible(untilTried);
  await expectNoSidewaysScroll(page);
});
