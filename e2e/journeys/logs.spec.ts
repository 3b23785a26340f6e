import { appendFile, rename } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, expectNoSidewaysScroll, test, type World } from '../world.ts';

const log = (page: Page) => page.getByRole('region', { name: 'fail2ban’s log' }).last();
const ban = (world: World, address: string) => world.daemon.client('set', 'manual', 'banip', address);

/** Lines as fail2ban writes them, numbered, all of them now. */
async function writeLines(world: World, from: number, to: number): Promise<void> {
  const stamp = new Date().toLocaleString('sv-SE');
  const lines = Array.from(
    { length: to - from },
    (_, index) => `${stamp},000 fail2ban.server         [1]: INFO    line number ${from + index}.\n`,
  );
  await appendFile(world.daemon.daemonLogPath, lines.join(''));
}

const scrollToStart = (page: Page) => log(page).evaluate((box) => box.scrollTo(0, 0));
const distanceToEnd = (page: Page) =>
  log(page).evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight);

test('from a jail to its log, in which a ban appears by itself and leads to its address', async ({
  signedIn: page,
  world,
}) => {
  await page.goto('/jails/manual');
  await page.getByRole('link', { name: 'Log of this jail' }).click();
  await expect(page).toHaveURL(/\/logs\?jail=manual$/);
  await expect(log(page).getByText("Jail 'manual' started").last()).toBeVisible();
  await ban(world, '198.51.100.200');
  const line = log(page).getByRole('listitem').filter({ hasText: '[manual] Ban 198.51.100.200' });
  await expect(line).toContainText('NOTICE');
  await line.getByRole('link', { name: '198.51.100.200' }).click();
  await expect(page.getByRole('heading', { name: '198.51.100.200' })).toBeVisible();
});

test('the log is filtered by level, address and words, and a link shows the same', async ({
  signedIn: page,
  world,
}) => {
  await ban(world, '198.51.100.201');
  await ban(world, '203.0.113.201');
  await page.goto('/logs');
  await page.getByLabel('Address or network').fill('198.51.100.0/24');
  await expect(log(page).getByText('[manual] Ban 198.51.100.201')).toBeVisible();
  await expect(log(page).getByText('203.0.113.201')).toBeHidden();
  await page.getByLabel('Address or network').fill('198.51.');
  await expect(page.getByText('An address or a network such as')).toBeVisible();
  await page.goto('/logs?level=NOTICE&text=203.0.113.201');
  await expect(log(page).getByRole('listitem')).toHaveCount(1);
  await page.getByLabel('Text in the log').fill('nobody has ever said this');
  await expect(page.getByText('No line matches')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(log(page).getByText('[manual] Ban 203.0.113.201')).toBeVisible();
});

test('what is written waits while somebody reads further up, where nothing moves', async ({
  signedIn: page,
  world,
}) => {
  await writeLines(world, 0, 1_000);
  await page.goto('/logs');
  await expect(log(page).getByText('line number 999.')).toBeInViewport();
  await scrollToStart(page);
  await expect(log(page).getByText('line number 700.')).toBeAttached();
  await scrollToStart(page);
  await expect(log(page).getByText('line number 500.')).toBeAttached();
  await expect(log(page).getByText('line number 999.')).not.toBeInViewport();
  await writeLines(world, 1_000, 1_007);
  const waiting = page.getByRole('button', { name: '7 new lines' });
  await expect(waiting).toBeVisible();
  await expect(log(page).getByText('line number 1006.')).toHaveCount(0);
  await waiting.click();
  await expect(log(page).getByText('line number 1006.')).toBeInViewport();
  await expect.poll(() => distanceToEnd(page)).toBeLessThan(2);
});

test('a rotation is not noticed by whoever follows', async ({ signedIn: page, world }) => {
  const { daemonLogPath } = world.daemon;
  await page.goto('/logs');
  await writeLines(world, 2_000, 2_001);
  await expect(log(page).getByText('line number 2000.')).toBeInViewport();
  await rename(daemonLogPath, `${daemonLogPath}.1`);
  await world.daemon.client('flushlogs');
  await writeLines(world, 2_001, 2_002);
  await expect(log(page).getByText('line number 2001.')).toBeInViewport();
  await expect(log(page).getByText('line number 2000.')).toHaveCount(1);
  await page.reload();
  await expect(page.getByText('1 rotated file')).toBeVisible();
  await expect(log(page).getByText('line number 2000.')).toBeAttached();
});

test('on a phone the log fits, and hostile lines stay text', async ({ signedIn: page, world }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/logs');
  await appendFile(
    world.daemon.daemonLogPath,
    `fail2ban.server [1]: ERROR <img src=x onerror=alert(1)> \u202e\u001b[31m ${'x'.repeat(9_000)}\n`,
  );
  const line = log(page)
    .getByRole('listitem')
    .filter({ hasText: '<img src=x onerror=alert(1)> \\u202e\\x1b[31m' });
  await expect(line).toContainText('… and more');
  await expectNoSidewaysScroll(page);
});
