import { startBackend } from '@bangui/sandbox/backend';
import { test as base } from '@playwright/test';
import { startSleepingLine } from '../sleeping-line.ts';
import { attackSshd, expect, password, startWorld, test, username, type World } from '../world.ts';

test('a browser that slept for ten minutes has everything when it wakes, and reads only what it missed', async ({
  page,
  world,
}) => {
  const line = await startSleepingLine(world.backend.url);
  await page.clock.install();
  await page.request.post(`${line.url}/api/v1/auth/login`, { data: { username, password } });
  await page.goto(`${line.url}/bans`);
  await attackSshd(world.daemon, '198.51.100.201');
  await expect(page.getByText('198.51.100.201').first()).toBeVisible();
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));

  line.sleep();
  await attackSshd(world.daemon, '198.51.100.202');
  const documents: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'document' || request.resourceType() === 'script')
      documents.push(request.url());
  });
  const streams = page.waitForRequest((request) => request.url().includes('/api/v1/events'));
  await page.clock.fastForward('10:00');

  expect((await streams).url()).toContain('lastEventId=');
  line.wake();
  await expect(page.getByText('198.51.100.202').first()).toBeVisible();
  expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true);
  expect(documents).toEqual([]);
  await line.close();
});

base('a page outlives a restart of the server', async ({ page }) => {
  const world = await startWorld({ password });
  await page.request.post(`${world.backend.url}/api/v1/auth/login`, { data: { username, password } });
  await page.goto(`${world.backend.url}/bans`);
  await attackSshd(world.daemon, '198.51.100.211');
  await expect(page.getByText('198.51.100.211').first()).toBeVisible();

  await world.backend.stop();
  await attackSshd(world.daemon, '198.51.100.212');
  const backend = await startAgain(world);
  await expect(page.getByText('198.51.100.212').first()).toBeVisible();
  await attackSshd(world.daemon, '198.51.100.213');
  await expect(page.getByText('198.51.100.213').first()).toBeVisible();
  await backend.stop();
  await world.end();
});

base(
  'a page whose last parts were on their way when the server went shows them when it is back',
  async ({ page }) => {
    const world = await startWorld({ password });
    const gone = Promise.withResolvers<void>();
    await page.route('**/assets/QuestionDialog-*.js', (route) => gone.promise.then(() => route.abort()), {
      times: 1,
    });
    await page.request.post(`${world.backend.url}/api/v1/auth/login`, { data: { username, password } });
    const asked = page.waitForRequest('**/assets/QuestionDialog-*.js');
    await page.goto(`${world.backend.url}/bans`);
    await asked;
    await world.backend.stop();
    gone.resolve();
    const backend = await startAgain(world);
    await attackSshd(world.daemon, '198.51.100.214');
    await expect(page.getByText('198.51.100.214').first()).toBeVisible();
    await backend.stop();
    await world.end();
  },
);

function startAgain({ daemon, backend }: World) {
  return startBackend({
    port: Number(new URL(backend.url).port),
    dataDir: `${daemon.directory}/bangui`,
    socketPath: daemon.socketPath,
    configDir: daemon.configDir,
    password,
    logPath: `${daemon.directory}/bangui-again.log`,
  });
}
