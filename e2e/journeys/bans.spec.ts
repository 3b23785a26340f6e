import { attackSshd, expect, test } from '../world.ts';

test('an attack shows on the dashboard while it is open, with the log lines that convicted it', async ({
  signedIn: page,
  world,
}) => {
  await page.goto('/');
  await expect(page.getByText('All is well')).toBeVisible();
  await attackSshd(world.daemon, '198.51.100.23');
  const latest = page.getByRole('region', { name: 'Latest bans' });
  await expect(latest.getByText('198.51.100.23')).toBeVisible();

  await page.goto('/bans?q=198.51.100.23');
  await page.getByRole('button', { name: 'Why is 198.51.100.23 banned?' }).click();
  await expect(page.getByText('Failed password for root from 198.51.100.23').first()).toBeVisible();
});

test('addresses and networks are banned by hand, and fail2ban holds them', async ({
  signedIn: page,
  world,
}) => {
  await page.goto('/bans');
  await page.getByRole('link', { name: 'Ban addresses' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Addresses and networks').fill('203.0.113.7\n2001:db8:1::/48\nnonsense');
  await expect(dialog.getByText('is neither an address nor a network')).toBeVisible();
  await dialog.getByLabel('Addresses and networks').fill('203.0.113.7\n2001:db8:1::/48');
  await dialog.getByRole('button', { name: 'Ban 2' }).click();
  await expect(page.getByRole('row').filter({ hasText: '203.0.113.7' })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: '2001:db8:1::/48' })).toBeVisible();
  const { stdout } = await world.daemon.client('get', 'manual', 'banip');
  expect(stdout).toContain('203.0.113.7');
  expect(stdout).toContain('2001:db8:1::/48');
});

test('one ban is lifted, and undone', async ({ signedIn: page, world }) => {
  await world.daemon.client('set', 'sshd-ddos.v2', 'banip', '203.0.113.40');
  await page.goto('/bans?q=203.0.113.40');
  await page.getByRole('button', { name: 'Unban 203.0.113.40 from sshd-ddos.v2' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Unban' }).click();
  await expect(page.getByText('No ban matches')).toBeVisible();
  expect((await world.daemon.client('get', 'sshd-ddos.v2', 'banip')).stdout).not.toContain('203.0.113.40');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('row').filter({ hasText: '203.0.113.40' })).toBeVisible();
});

test('several bans are selected and lifted together', async ({ signedIn: page, world }) => {
  await world.daemon.client('set', 'sshd', 'banip', '192.0.2.51', '192.0.2.52');
  await page.goto('/bans?q=192.0.2.5');
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
  await page.getByRole('button', { name: 'Unban', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Unban' }).click();
  await expect(page.getByText('No ban matches')).toBeVisible();
  expect((await world.daemon.client('get', 'sshd', 'banip')).stdout).not.toContain('192.0.2.5');
});

test('nobody bans himself without saying so twice', async ({ signedIn: page, world }) => {
  await page.goto('/bans');
  await page.getByRole('link', { name: 'Ban addresses' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Addresses and networks').fill('127.0.0.1');
  await dialog.getByRole('button', { name: 'Ban 1' }).click();
  await expect(dialog.getByText('the address you are connected from')).toBeVisible();
  expect((await world.daemon.client('get', 'manual', 'banip')).stdout).not.toContain('127.0.0.1');
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: 'Ban anyway' }).click();
  await expect(page.getByText('127.0.0.1 is banned in manual.')).toBeVisible();
  await world.daemon.client('set', 'manual', 'unbanip', '127.0.0.1');
});

test('a jail takes a shorter ban than its own, typed without leaving the dialog', async ({
  signedIn: page,
  world,
}) => {
  await page.goto('/bans?dialog=ban');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Addresses and networks')).toBeFocused();
  // The slash leads to the search elsewhere.
  await page.keyboard.type('2001:db8:42::/48');
  await dialog.getByRole('combobox', { name: 'Jail' }).click();
  await page.getByRole('option', { name: 'sshd', exact: true }).click();
  await dialog.getByRole('combobox', { name: 'Duration' }).click();
  await expect(page.getByRole('option', { name: '1 hour (as the jail is set)' })).toBeVisible();
  await expect(page.getByRole('option', { name: '1 day' })).toBeHidden();
  await page.getByRole('option', { name: 'Another duration' }).click();
  await dialog.getByLabel('Duration in words').fill('2h');
  await expect(dialog.getByText('At most 1 hour')).toBeVisible();
  await dialog.getByLabel('Duration in words').fill('20m');
  await dialog.getByRole('button', { name: 'Ban 1' }).click();
  await expect(page.getByRole('row').filter({ hasText: '2001:db8:42::/48' })).toContainText('19 mins');
  expect((await world.daemon.client('get', 'sshd', 'banip')).stdout).toContain('2001:db8:42::/48');
  await world.daemon.client('set', 'sshd', 'unbanip', '2001:db8:42::/48');
});

test('a ban that the firewall may not hold is not reported as a plain success', async ({
  signedIn: page,
  world,
}) => {
  await page.goto('/bans?dialog=ban');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Addresses and networks').fill('203.0.113.0/24');
  await dialog.getByRole('combobox', { name: 'Jail' }).click();
  await page.getByRole('option', { name: 'kernel' }).click();
  await dialog.getByRole('button', { name: 'Ban 1', exact: true }).click();
  await expect(dialog.getByText('cannot put networks into the firewall')).toBeVisible();
  expect((await world.daemon.client('get', 'kernel', 'banip')).stdout).toContain('203.0.113.0/24');
});

test('after a ban is lifted by keyboard, the focus is on the page', async ({ signedIn: page, world }) => {
  await world.daemon.client('set', 'sshd', 'banip', '203.0.113.60');
  await page.goto('/bans?q=203.0.113.60');
  await page.getByRole('button', { name: 'Unban 203.0.113.60 from sshd' }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Unban' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Bans' })).toBeFocused();
});
