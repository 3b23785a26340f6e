import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { canHavePrivateNetwork } from '@bangui/sandbox/private-network';
import { test as base, expect, password, startWorld, type World } from '../world.ts';

const run = promisify(execFile);

const test = base.extend<object, { world: World }>({
  world: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const world = await startWorld({
        password,
        hasPrivateNetwork: true,
        banaction: 'nftables-allports',
        environment: { BANGUI_BLOCKLIST_DRIVER: 'daemon' },
      });
      await use(world);
      await world.end();
    },
    { scope: 'worker' },
  ],
});

test.skip(!canHavePrivateNetwork(), 'No right to give the daemon a firewall of its own.');

async function nft({ daemon }: World, command: string): Promise<string> {
  const entering = ['--target', String(daemon.pid), '--user', '--net', '--preserve-credentials', '--'];
  const environment = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` };
  return (await run('nsenter', [...entering, 'nft', command], { env: environment })).stdout;
}

test('a ban that the firewall has lost is noticed, and put back from the page of its jail', async ({
  signedIn: page,
  world,
}) => {
  await page.goto('/jails/sshd');
  await expect(page.getByText('BanGUI cannot look into the firewall yet')).toHaveCount(0);
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByText('BanGUI cannot look into the firewall yet')).toBeVisible();
  expect((await page.request.post('/api/v1/blocklists/jail')).status()).toBe(200);

  const addresses = ['198.51.100.7', '198.51.100.8'];
  await page.request.post('/api/v1/bans', { data: { addresses, jail: 'sshd' } });
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByText('Everybody whom this jail bans is stopped by the firewall')).toBeVisible();

  await nft(world, 'delete element inet f2b-table addr-set-sshd { 198.51.100.7 }');
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByRole('heading', { name: '1 ban missing' })).toBeVisible();
  await page.goto('/');
  await expect(page.getByText('the firewall does not stop everybody')).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'sshd', exact: true }).first().click();

  await page.getByRole('button', { name: 'Ban again' }).click();
  await expect(page.getByText('1 ban of sshd is in the firewall again.')).toBeVisible();
  await expect(page.getByText('Everybody whom this jail bans is stopped by the firewall')).toBeVisible();
  expect(await nft(world, 'list set inet f2b-table addr-set-sshd')).toContain('198.51.100.7');
});
