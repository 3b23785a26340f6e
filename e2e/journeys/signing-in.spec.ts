import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, password, startWorld, test, username } from '../world.ts';

/** The first line of BanGUI's log with this event, as soon as it is there. */
async function loggedEvent(path: string, event: string): Promise<{ url: string }> {
  let line: string | undefined;
  await expect
    .poll(async () => {
      line = (await readFile(path, 'utf8')).split('\n').find((text) => text.includes(event));
      return line;
    })
    .toBeDefined();
  return JSON.parse(line ?? '{}') as { url: string };
}

test('the first visitor sets BanGUI up with the link from the log, and nobody else can', async ({ page }) => {
  const world = await startWorld({ password: '' });
  try {
    const { url } = await loggedEvent(join(world.daemon.directory, 'bangui.log'), 'setup_pending');

    await page.goto(`${world.backend.url}/`);
    await expect(page.getByRole('heading', { name: 'Set up BanGUI' })).toBeVisible();

    await page.goto(url);
    await expect(page).not.toHaveURL(/token/);
    await page.getByLabel('User name').fill(username);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByLabel('Repeat the password').fill(`${password}!`);
    await page.getByLabel('Repeat the password').blur();
    await expect(page.getByText('The two passwords differ.')).toBeVisible();
    await page.getByLabel('Repeat the password').fill(password);
    await page.getByRole('button', { name: 'Create account' }).click();
    await expect(page.getByRole('heading', { name: 'Dashboard' })).toBeVisible();

    const again = await page.request.post(`${world.backend.url}/api/v1/setup`, {
      data: { token: new URL(url).searchParams.get('token'), username: 'stranger', password },
    });
    expect(again.status()).toBe(409);
  } finally {
    await world.end();
  }
});

test('signing in leads to the page that was asked for', async ({ page }) => {
  await page.goto('/jails/sshd-ddos.v2');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'sshd-ddos.v2' })).toBeVisible();
});

test('signing out ends the session on the server too', async ({ signedIn: page }) => {
  await page.goto('/');
  const cookies = await page.context().cookies();
  await page.getByRole('button', { name: /^Settings/ }).click();
  await page.getByRole('menuitem', { name: /^Sign out/ }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.context().addCookies(cookies);
  await page.goto('/bans');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('a wrong password is said, and trying on is slowed down', async ({ page }) => {
  await page.goto('/login');
  await page.getByLabel('User name').fill('somebody else');
  await page.getByLabel('Password', { exact: true }).fill('a wrong guess');
  const submit = page.getByRole('button', { name: 'Sign in' });
  await submit.click();
  await expect(page.getByText('User name and password do not match.')).toBeVisible();
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const answer = page.waitForResponse('**/auth/login');
    await submit.click();
    await answer;
  }
  const refused = page.waitForResponse('**/auth/login');
  await submit.click().catch(() => undefined);
  expect((await refused).status()).toBe(429);
  await expect(page.getByText('Too many attempts.')).toBeVisible();
});
