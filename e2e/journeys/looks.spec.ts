import { expect, expectNoSidewaysScroll, test } from '../world.ts';

const pages = [
  '/',
  '/map',
  '/bans',
  '/history',
  '/addresses/203.0.113.7',
  '/jails',
  '/jails/sshd',
  '/blocklists',
  '/allow-list',
  '/settings',
  '/about',
];

test.describe('in German', () => {
  test.use({ locale: 'de-DE' });

  test('the interface speaks German from the first page', async ({ page }) => {
    await page.goto('/login');
    await expect(page.getByRole('button', { name: 'Anmelden' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  });

  test('problems are told in German too', async ({ signedIn: page, world }) => {
    await page.goto('/jails/nowhere');
    await expect(page.getByText('Dieses Jail gibt es nicht')).toBeVisible();
    await page.getByRole('link', { name: 'Zu den Jails' }).click();
    await expect(page.getByRole('link', { name: 'sshd', exact: true })).toBeVisible();
    await world.daemon.kill();
    await expect(page.getByText(`${world.daemon.socketPath} lauscht niemand`)).toBeVisible();
    await world.daemon.start();
    await expect(page.getByText('lauscht niemand')).toBeHidden();
  });
});

test('an address without a page leads back, inside the interface', async ({ signedIn: page }) => {
  await page.goto('/no/such/page');
  await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible();
  await page.getByRole('link', { name: 'To the dashboard' }).click();
  await expect(page.getByRole('heading', { name: 'Dashboard' })).toBeVisible();
});

test.describe('in the dark', () => {
  test.use({ colorScheme: 'dark' });

  test('the page is dark before anything is clicked', async ({ signedIn: page }) => {
    await page.goto('/');
    await expect(page.getByRole('heading', { name: 'Dashboard' })).toBeVisible();
    const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const channels = background.match(/\d+/g)?.map(Number) ?? [];
    expect(Math.max(...channels.slice(0, 3))).toBeLessThan(80);
  });
});

test.describe('on a small phone', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  for (const path of pages) {
    test(`${path} fits its width`, async ({ signedIn: page }) => {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectNoSidewaysScroll(page);
    });
  }
});

test('no page asks anybody but BanGUI, or breaks its own security policy', async ({
  signedIn: page,
  world,
}) => {
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(world.backend.url)) complaints.push(request.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  for (const path of pages) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  expect(complaints).toEqual([]);
});
