import { attackSshd, expect, expectNoSidewaysScroll, test } from '../world.ts';

const pageOf = (address: string) => `/addresses/${encodeURIComponent(address)}`;

test('an address tells why it is banned, is unbanned there, and banned again by undo', async ({
  signedIn: page,
  world,
}) => {
  await attackSshd(world.daemon, '198.51.100.71');
  await page.goto('/bans?q=198.51.100.71');
  await page.getByRole('link', { name: '198.51.100.71' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '198.51.100.71' })).toBeFocused();
  await expect(page.getByText('Banned in sshd')).toBeVisible();
  const past = page.getByRole('table', { name: 'Bans of the past' });
  await expect(past.getByText('Failed password for root from 198.51.100.71').first()).toBeVisible();

  await page.getByRole('button', { name: 'Unban 198.51.100.71 from sshd' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Unban' }).click();
  await expect(page.getByText('Not banned in any jail.')).toBeVisible();
  await expect(past.getByText('Unbanned by admin')).toBeVisible();
  expect((await world.daemon.client('get', 'sshd', 'banip')).stdout).not.toContain('198.51.100.71');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Banned in sshd')).toBeVisible();
  expect((await world.daemon.client('get', 'sshd', 'banip')).stdout).toContain('198.51.100.71');
});

test('the page of an address renews itself while it is open', async ({ signedIn: page, world }) => {
  await page.goto(pageOf('198.51.100.72'));
  await expect(page.getByText('Not banned in any jail.')).toBeVisible();
  await attackSshd(world.daemon, '198.51.100.72');
  await expect(page.getByText('Banned in sshd')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Bans of the past' })).toBeVisible();
  await world.daemon.client('set', 'sshd', 'unbanip', '198.51.100.72');
  await expect(page.getByText('Not banned in any jail.')).toBeVisible();
});

test('a network has a page, and so has an address that is banned along with it', async ({
  signedIn: page,
  world,
}) => {
  await world.daemon.client('set', 'manual', 'banip', '2001:db8:71::/48');
  await page.goto(pageOf('2001:db8:71::/48'));
  await expect(page.getByRole('heading', { level: 1, name: '2001:db8:71::/48' })).toBeVisible();
  await expect(page.getByText('Network · Documentation')).toBeVisible();
  await expect(page.getByText('Banned in manual')).toBeVisible();
  await page.reload();
  await expect(page.getByText('Banned in manual')).toBeVisible();

  await page.goto(pageOf('2001:db8:71::5'));
  await expect(page.getByText('Banned in manual, with the whole network 2001:db8:71::/48')).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: '2001:db8:71::/48' }).first().click();
  await expect(page).toHaveURL(/\/addresses\/2001:db8:71::%2F48$/);
  await page.getByRole('button', { name: 'Unban 2001:db8:71::/48 from manual' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Unban' }).click();
  await expect(page.getByText('Not banned in any jail.')).toBeVisible();
});

test('an address never seen says so, and is banned or allowed from its page', async ({
  signedIn: page,
  world,
}) => {
  await page.goto(pageOf('203.0.113.73'));
  await expect(page.getByText('it was never banned as far as BanGUI remembers')).toBeVisible();
  await expect(page.getByText('On no blocklist.')).toBeVisible();
  await page.getByRole('link', { name: 'Ban', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Addresses and networks')).toHaveValue('203.0.113.73');
  await dialog.getByRole('button', { name: 'Ban 1' }).click();
  await expect(page.getByRole('main').getByText('Banned in manual')).toBeVisible();
  await expect(page).toHaveURL(/\/addresses\/203\.0\.113\.73$/);
  await world.daemon.client('set', 'manual', 'unbanip', '203.0.113.73');

  await page.getByRole('link', { name: 'Never ban' }).click();
  await expect(dialog.getByLabel('Address or network')).toHaveValue('203.0.113.73');
  await dialog.getByRole('button', { name: 'Add address' }).click();
  await expect(page.getByText('Never banned (all jails), because the allow-list holds')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(page.getByText('Never banned (all jails)')).toBeHidden();
});

test('what is no address is said to be none', async ({ signedIn: page }) => {
  await page.goto(pageOf('<b>no/address</b>'));
  await expect(page.getByRole('heading', { level: 1, name: '<b>no/address</b>' })).toBeVisible();
  await expect(page.getByText('Neither an address nor a known name')).toBeVisible();
});

test('neighbours are links, and those banned now are marked', async ({ signedIn: page, world }) => {
  await world.daemon.client('set', 'sshd', 'banip', '198.51.101.8', '198.51.101.9');
  await page.goto(pageOf('198.51.101.10'));
  const table = page.getByRole('table', { name: 'Neighbours' });
  await expect(table.getByRole('row').filter({ hasText: '198.51.101.8' })).toContainText('Banned now');
  await page.getByTitle('198.51.101.9: 1 ban, Banned now').click();
  await expect(page.getByRole('heading', { level: 1, name: '198.51.101.9' })).toBeVisible();
  await world.daemon.client('set', 'sshd', 'unbanip', '198.51.101.8', '198.51.101.9');
});

test('a page of an address fits on a phone', async ({ signedIn: page, world }) => {
  await world.daemon.client('set', 'manual', 'banip', '2001:db8:1234:5678:9abc:def0:1234:5678');
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(pageOf('2001:db8:1234:5678:9abc:def0:1234:5678'));
  await expect(page.getByText('Banned in manual')).toBeVisible();
  await expectNoSidewaysScroll(page);
  await world.daemon.client('set', 'manual', 'unbanip', '2001:db8:1234:5678:9abc:def0:1234:5678');
});

test('Ctrl K leads to an address from anywhere, also out of a field', async ({ signedIn: page, world }) => {
  await world.daemon.client('set', 'sshd', 'banip', '198.51.102.1', '198.51.102.2');
  await page.goto('/bans');
  await page.getByRole('searchbox').focus();
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Search addresses, jails and pages' });
  await expect(field).toBeFocused();

  await field.fill('198.51.102.');
  await expect(page.getByRole('option')).toHaveCount(2);
  await expect(page.getByRole('option', { name: '198.51.102.1' })).toContainText('Banned now');
  await page.keyboard.press('ArrowDown');
  const second = page.getByRole('option', { name: '198.51.102.2' });
  await expect(second).toHaveAttribute('aria-selected', 'true');
  await expect(field).toHaveAttribute('aria-activedescendant', (await second.getAttribute('id')) ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: '198.51.102.2' })).toBeFocused();
  await expect(page.getByRole('dialog')).toBeHidden();

  await page.keyboard.press('Control+k');
  await expect(field).toHaveValue('');
  await field.fill(' [2001:db8::77]:22 ');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: '2001:db8::77' })).toBeVisible();
  await world.daemon.client('set', 'sshd', 'unbanip', '198.51.102.1', '198.51.102.2');
});

test('the search button finds jails and pages', async ({ signedIn: page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Search' }).click();
  const field = page.getByRole('combobox', { name: 'Search addresses, jails and pages' });
  await field.fill('web');
  await page.getByRole('option', { name: 'web login' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'web login' })).toBeVisible();

  await page.keyboard.press('Control+k');
  await field.fill('block');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Blocklists' })).toBeVisible();

  await page.keyboard.press('Control+k');
  await field.fill('nothing like this');
  await expect(page.getByText('Nothing found.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(field).toBeHidden();
});
