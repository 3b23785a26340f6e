import { existsSync } from 'node:fs';
import { appendFile, copyFile, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { attackSshd, expect, expectNoSidewaysScroll, test } from '../world.ts';

/** fail2ban is asked more than once for each change, each time in a process of its own. */
const untilTried = { timeout: 30_000 };
test.describe.configure({ timeout: 120_000 });

async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: /^Text of/ }).click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.insertText(text);
}

async function applyReviewed(page: Page): Promise<void> {
  await expect(page.getByText('fail2ban accepts this')).toBeVisible(untilTried);
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('The files are written and hold.')).toBeVisible(untilTried);
}

test('a wrong regular expression cannot be saved, and is marked where it stands', async ({
  signedIn: page,
  world,
}) => {
  await page.goto('/configuration');
  await page.getByRole('tab', { name: 'Files' }).click();
  await page.getByText('Filters', { exact: true }).click();
  await page.getByRole('searchbox', { name: 'Find a file' }).fill('sshd.conf');
  await page.getByRole('link', { name: 'filter.d/sshd.conf' }).click();
  await page.getByRole('link', { name: 'Override in filter.d/sshd.local' }).click();

  await write(page, 'failregex = ^bad (login from <HOST>$\n');
  await page.keyboard.press('ControlOrMeta+s');
  const verdict = page.getByRole('alert').filter({ hasText: 'fail2ban refuses this' });
  await expect(verdict).toContainText('missing ), unterminated subpattern', untilTried);
  await expect(page.locator('.cm-lint-marker-error')).toHaveCount(1);

  await page.getByRole('button', { name: 'Review' }).click();
  await expect(verdict).toContainText('missing ), unterminated subpattern', untilTried);
  await expect(page.getByRole('heading', { name: 'filter.d/sshd.local' })).toBeVisible();
  expect(existsSync(join(world.daemon.configDir, 'filter.d', 'sshd.local'))).toBe(false);
  await page.getByRole('button', { name: 'Discard' }).click();
});

test('a jail without its log file is stopped before it harms', async ({ signedIn: page, world }) => {
  const before = (await world.daemon.client('status')).stdout;
  await page.goto('/configuration');
  await page.getByRole('button', { name: 'New jail' }).click();
  await page.getByRole('menuitem', { name: 'From scratch' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('shop');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByText('There is no jail of this name yet')).toBeVisible();
  await page.getByRole('textbox', { name: 'Filter filter' }).fill('sshd');
  await page.getByRole('textbox', { name: 'Log files' }).fill('/nowhere/shop.log');
  await page.getByRole('button', { name: 'Review' }).click();
  await expect(page.getByRole('alert')).toContainText(
    'Have not found any log file for shop jail',
    untilTried,
  );
  expect(existsSync(join(world.daemon.configDir, 'jail.d', 'shop.local'))).toBe(false);
  expect((await world.daemon.client('status')).stdout).toBe(before);
  await page.getByRole('button', { name: 'Discard' }).click();
});

test('a good change holds in seconds and keeps all bans, and the version before it is restored', async ({
  signedIn: page,
  world,
}) => {
  await attackSshd(world.daemon, '198.51.100.77');
  const banned = async () => (await world.daemon.client('get', 'sshd', 'banip')).stdout;
  const findtime = async () => (await world.daemon.client('get', 'sshd', 'findtime')).stdout.trim();
  await expect.poll(banned).toContain('198.51.100.77');

  await page.goto('/configuration/jails/sshd');
  const field = page.getByRole('textbox', { name: 'Window' });
  await field.fill('some time');
  await expect(page.getByText('A time such as 10m or 1d 12h')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Review' })).toBeDisabled();
  await field.fill('1d 12h');
  await expect(page.getByText('1 day, 12 hours')).toBeVisible();
  await page.getByRole('button', { name: 'Review' }).click();
  await expect(page.getByText('sshd changes')).toBeVisible(untilTried);
  await page.getByRole('textbox', { name: 'Note' }).fill('Slow attackers');
  await applyReviewed(page);
  expect(await findtime()).toBe('129600');
  expect(await banned()).toContain('198.51.100.77');

  await page.goto('/configuration?tab=versions');
  await expect(page.getByRole('row').filter({ hasText: 'Slow attackers' })).toContainText('admin');
  const numbers = await page.getByRole('link', { name: /^Version \d+$/ }).allInnerTexts();
  await page.getByRole('link', { name: numbers[1] ?? '', exact: true }).click();
  await page.getByRole('button', { name: 'Return to this version' }).click();
  await applyReviewed(page);
  expect(await findtime()).toBe('600');
  expect(await banned()).toContain('198.51.100.77');
});

test('what the daemon refuses is undone by itself, and said', async ({ signedIn: page, world }) => {
  const maxretry = async () => (await world.daemon.client('get', 'sshd', 'maxretry')).stdout.trim();
  const ownFile = join(world.daemon.configDir, 'jail.d', 'sshd.local');
  const hadFile = existsSync(ownFile);
  await page.goto('/configuration/jails/sshd');
  await page.getByText(/more keys, not set: .*logencoding/).click();
  await page.getByRole('combobox', { name: 'Encoding of the log' }).fill('no-such-encoding');
  await page.getByRole('textbox', { name: 'Failures' }).fill('2');
  await page.getByRole('button', { name: 'Review' }).click();
  await expect(page.getByText('fail2ban accepts this')).toBeVisible(untilTried);
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('Undone: the old configuration is back')).toBeVisible(untilTried);
  await expect(page.getByRole('region', { name: 'What fail2ban said' })).toContainText('unknown encoding');
  expect(await maxretry()).toBe('3');
  expect(existsSync(ownFile)).toBe(hadFile);
});

test('every jail that fail2ban brings opens in the form', async ({ signedIn: page, world }) => {
  const stock = join(world.daemon.configDir, 'jail.d', 'stock.conf');
  await copyFile('/etc/fail2ban/jail.conf', stock);
  try {
    const { jails } = await (await page.request.get('/api/v1/configuration/effective')).json();
    expect(jails.length).toBeGreaterThan(70);
    await page.goto('/configuration');
    for (const { name } of jails) {
      await page.getByRole('link', { name, exact: true }).click();
      await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
      await expect(page.getByRole('textbox', { name: 'Failures' })).toBeVisible();
      await page.goBack();
    }
  } finally {
    await unlink(stock);
  }
});

test('ban times that grow are drawn as they are typed', async ({ signedIn: page }) => {
  await page.goto('/configuration/jails/sshd');
  await page.getByRole('switch', { name: 'Longer each time' }).click();
  const lengths = page.getByRole('figure');
  await expect(lengths.getByRole('listitem')).toContainText([/1 hr/, /2 hr/, /4 hr/]);
  await page.getByRole('textbox', { name: 'Ban time' }).fill('1d');
  await expect(lengths.getByRole('listitem')).toContainText([/1 day/, /2 days/, /4 days/]);
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(lengths).toBeHidden();
});

test('edits wait for whoever leaves them, until they are dropped', async ({ signedIn: page }) => {
  await page.goto('/configuration/jails/sshd');
  await page.getByRole('textbox', { name: 'Failures' }).fill('7');
  await page.getByRole('link', { name: 'All jails' }).click();
  await page.getByRole('button', { name: 'Keep and leave' }).click();
  await page.getByRole('link', { name: 'sshd', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Failures' })).toHaveValue('7');
  await page.getByRole('link', { name: 'All jails' }).click();
  await page.getByRole('button', { name: 'Drop and leave' }).click();
  await page.getByRole('link', { name: 'sshd', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Failures' })).toHaveValue('3');
});

test('a file that was changed elsewhere meanwhile is not overwritten, and no edit is lost', async ({
  signedIn: page,
  world,
}) => {
  const path = join(world.daemon.configDir, 'filter.d', 'both.local');
  await writeFile(path, '[Definition]\nfailregex = ^from <HOST>$\n');
  await page.goto('/configuration/files?path=filter.d/both.local');
  await write(page, '# mine\n');
  await appendFile(path, '# theirs\n');
  await page.getByRole('button', { name: 'Review' }).click();
  await expect(page.getByText('This file was changed elsewhere meanwhile')).toBeVisible(untilTried);
  const editor = page.locator('.cm-editor');
  await expect(editor).toContainText('# mine');
  await expect(editor).toContainText('# theirs');

  await page.getByRole('button', { name: 'Go on with mine' }).click();
  await page.getByRole('button', { name: 'Review' }).click();
  await applyReviewed(page);
  expect(await readFile(path, 'utf8')).toBe('[Definition]\nfailregex = ^from <HOST>$\n# mine\n');

  await page.getByRole('link', { name: 'Back to editing' }).click();
  await page.getByRole('button', { name: 'Remove' }).click();
  await applyReviewed(page);
  expect(existsSync(path)).toBe(false);
});

test.describe('on a small phone', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  for (const path of [
    '/configuration',
    '/configuration?tab=files&kind=filter',
    '/configuration?tab=server',
    '/configuration?tab=versions',
    '/configuration/jails/sshd',
    '/configuration/files?path=filter.d/sshd.conf',
    '/configuration/new-file',
  ]) {
    test(`${path} does not scroll sideways`, async ({ signedIn: page }) => {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.waitForLoadState('networkidle');
      await expectNoSidewaysScroll(page);
    });
  }
});
