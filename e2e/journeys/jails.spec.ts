import { expect, test } from '../world.ts';

test('a threshold changes live, is marked as not lasting, and undone', async ({ signedIn: page, world }) => {
  await page.goto('/jails');
  await page.getByRole('link', { name: 'sshd', exact: true }).click();
  await page.getByLabel('Ban for').fill('nonsense');
  await expect(page.getByText('A time such as 10m or 1d 12h, or -1 for permanent')).toBeVisible();
  await page.getByLabel('Ban for').fill('1d 12h');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Until the daemon restarts')).toBeVisible();
  expect((await world.daemon.client('get', 'sshd', 'bantime')).stdout.trim()).toBe('129600');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Until the daemon restarts')).toBeHidden();
  expect((await world.daemon.client('get', 'sshd', 'bantime')).stdout.trim()).toBe('3600');
});

test('a jail with a space in its name is stopped and started', async ({ signedIn: page, world }) => {
  await page.goto('/jails/web%20login');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.getByRole('dialog')).toContainText('web login');
  await page.getByRole('button', { name: 'Stop jail' }).click();
  await expect(page.getByText('This jail is not watching, and bans nobody.')).toBeVisible();
  // What nobody can know of a stopped jail is not shown as "nothing".
  await expect(page.getByText('What it watches and does shows here while it runs')).toBeVisible();
  expect((await world.daemon.client('status')).stdout).not.toContain('web login');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByRole('button', { name: 'Start jail' }).click();
  await expect(page.getByText('This jail is not watching, and bans nobody.')).toBeHidden();
  expect((await world.daemon.client('status')).stdout).toContain('web login');
});

test('who is on the allow-list stays there when fail2ban restarts', async ({ signedIn: page, world }) => {
  await page.goto('/allow-list');
  await page.getByRole('button', { name: 'Add address' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Address or network').fill('198.51.100.0/28');
  await dialog.getByLabel('Note').fill('The office');
  await dialog.getByRole('button', { name: 'Add address' }).click();
  await expect(page.getByRole('row').filter({ hasText: '198.51.100.0/28' })).toContainText('The office');
  await world.daemon.restart();
  await expect
    .poll(async () => (await world.daemon.client('get', 'sshd', 'ignoreip')).stdout)
    .toContain('198.51.100.0/28');
  await page.getByRole('button', { name: /^Remove 198\.51\.100\.0\/28/ }).click();
  await expect(page.getByRole('row').filter({ hasText: '198.51.100.0/28' })).toBeHidden();
});

test('fail2ban killed and started again: said calmly, and over by itself', async ({
  signedIn: page,
  world,
}) => {
  await page.goto('/');
  await expect(page.getByText('All is well')).toBeVisible();
  await world.daemon.kill();
  await expect(page.getByText('BanGUI keeps trying')).toBeVisible();
  await expect(page.getByRole('main').getByText('not known now').first()).toBeVisible();
  await page.getByRole('link', { name: 'Allow-list' }).click();
  await expect(page.getByRole('heading', { name: 'Allow-list' })).toBeVisible();
  await world.daemon.start();
  await expect(page.getByText('BanGUI keeps trying')).toBeHidden();
});

test('ban times that grow are explained', async ({ signedIn: page }) => {
  await page.goto('/jails/web%20login');
  await expect(
    page.getByText('Whoever comes back is banned longer each time. At most 5 weeks.'),
  ).toBeVisible();
});
