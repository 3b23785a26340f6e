import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { canHavePrivateNetwork } from '@bangui/sandbox/private-network';
import type { Page } from '@playwright/test';
import { test as base, expect, password, startWorld, type World } from '../world.ts';

/** Where the machine lets the daemon have a firewall of its own, the lists really come into force. */
const isEnforcing = canHavePrivateNetwork();

const test = base.extend<{ readyForLists: Page }, { world: World; publisher: string }>({
  world: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const world = await startWorld({
        password,
        hasPrivateNetwork: isEnforcing,
        environment: {
          BANGUI_BLOCKLIST_DRIVER: isEnforcing ? 'daemon' : 'off',
          BANGUI_BLOCKLIST_ALLOW_PRIVATE_SOURCES: 'true',
        },
      });
      await use(world);
      await world.end();
    },
    { scope: 'worker' },
  ],
  /** The address of a server whose list `short.txt` is one, and `endless.txt` goes on for longer than anybody waits. */
  publisher: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const server = createServer((request, response) => {
        if (request.url === '/short.txt') return response.end('9.1.1.1\n');
        response.writeHead(200, { 'Content-Type': 'text/plain', 'Content-Length': 10_000_000 });
        const timer = setInterval(() => response.write('9.1.1.1\n'), 50);
        return response.on('close', () => clearInterval(timer));
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
      server.closeAllConnections();
      server.close();
    },
    { scope: 'worker' },
  ],
  readyForLists: async ({ signedIn: page }, use) => {
    const { jail } = await (await page.request.get('/api/v1/blocklists/enforcement')).json();
    if (jail === 'missing') expect((await page.request.post('/api/v1/blocklists/jail')).status()).toBe(200);
    await use(page);
  },
});

async function addPasted(page: Page, name: string, text: string): Promise<void> {
  await page.goto('/blocklists?dialog=add');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('tab', { name: 'Paste or file' }).click();
  await dialog.getByRole('textbox', { name: 'The list' }).fill(text);
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('button', { name: 'Add list' }).click();
  await expect(dialog).toBeHidden();
  await expect(row(page, name)).toBeVisible();
}

async function addFetched(page: Page, name: string, url: string): Promise<void> {
  await page.goto('/blocklists?dialog=add');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('tab', { name: 'By address' }).click();
  await dialog.getByLabel('Address of the list').fill(url);
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('button', { name: 'Add list' }).click();
  await expect(dialog).toBeHidden();
  await expect(row(page, name)).toBeVisible();
}

function row(page: Page, name: string) {
  return page.getByRole('table', { name: 'Sources' }).getByRole('row').filter({ hasText: name });
}

function result(page: Page, words: string) {
  return page.getByRole('heading', { name: words, exact: true });
}

async function remove(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  // By the keyboard: a notification of what was done before may lie over the menu.
  await page.getByRole('menuitem', { name: 'Remove' }).press('Enter');
  await expect(page.getByRole('dialog')).toContainText(name);
  await page.getByRole('button', { name: 'Remove list' }).click();
  await expect(row(page, name)).toBeHidden();
}

test('a pasted list is looked into before it is added, and comes into force', async ({ signedIn: page }) => {
  await page.goto('/blocklists');
  await expect(page.getByText('No lists yet', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Add list' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('tab', { name: 'Paste or file' }).click();
  await dialog
    .getByRole('textbox', { name: 'The list' })
    .fill('9.9.9.0/24 # all of it\n8.8.8.8\n0.0.0.0/0\n10.0.0.1\n');
  await dialog.getByRole('button', { name: 'Preview' }).click();
  await expect(dialog.getByText('3 (IPv4 3, IPv6 0)')).toBeVisible();
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Network too wide' })).toContainText(
    '0.0.0.0/0',
  );
  await dialog.getByRole('textbox', { name: 'Name' }).fill('First');
  await dialog.getByRole('button', { name: 'Add list' }).click();

  if (isEnforcing) {
    await page.getByRole('button', { name: 'Create the jail' }).click();
    await expect(page.getByText('The jail “blocklist-import” is ready.')).toBeVisible();
    await expect(page.getByText(/^Enforced: 2 entries/)).toBeVisible();
  } else {
    await expect(page.getByText('not enforced on this server')).toBeVisible();
  }
  await expect(result(page, 'Import: Succeeded')).toBeVisible();
  await expect(page.getByText('2 added, 0 removed.')).toBeVisible();
  await expect(row(page, 'First')).toContainText('3');
});

test('a dry run tells what would change, and changes nothing', async ({ readyForLists: page }) => {
  await addPasted(page, 'Dry', '9.2.2.2\n');
  await expect(result(page, 'Import: Succeeded')).toBeVisible();
  await page.getByRole('button', { name: 'More ways to import' }).click();
  await page.getByRole('menuitem', { name: 'Dry run' }).click();
  await expect(result(page, 'Dry run: Succeeded')).toBeVisible();
  await expect(page.getByText('Would add 0 and remove 0 entries.')).toBeVisible();
  await page.getByRole('button', { name: 'Hide this result' }).click();
  await expect(result(page, 'Dry run: Succeeded')).toBeHidden();
  await expect(page.getByRole('table', { name: 'Imports' }).getByRole('row').nth(1)).toContainText('Dry run');
});

test('an earlier set comes back, and says until when', async ({ readyForLists: page }) => {
  await addPasted(page, 'Right', '9.7.7.7\n');
  await expect(result(page, 'Import: Succeeded')).toBeVisible();
  await addPasted(page, 'Mistake', '9.3.3.3\n');
  await expect(result(page, 'Import: Succeeded')).toBeVisible();
  await page.goto('/blocklists?address=9.3.3.3');
  await expect(page.getByText('9.3.3.3 is blocked.')).toBeVisible();
  await page.getByRole('tab', { name: 'Earlier sets' }).click();
  await expect(page.getByRole('table', { name: 'Compiled sets' }).getByRole('row').nth(1)).toContainText(
    'Current',
  );
  await page.getByRole('button', { name: 'Return to this one' }).first().click();
  await expect(page.getByRole('dialog')).toContainText('until somebody imports again');
  await page.getByRole('dialog').getByRole('button', { name: 'Return to this one' }).click();
  await expect(result(page, 'Return to an earlier set: Succeeded')).toBeVisible();
  await page.getByRole('tab', { name: 'Check an address' }).click();
  await expect(page.getByText('9.3.3.3 is listed, but not blocked.')).toBeVisible();
});

test('an address is looked up by hand and by link', async ({ readyForLists: page }) => {
  await addPasted(page, 'Looked up', '9.4.4.0/24\n');
  await expect(result(page, 'Import: Succeeded')).toBeVisible();
  await page.getByRole('tab', { name: 'Check an address' }).click();
  await page.getByLabel('Address or network').fill('9.4.4.4');
  await page.getByLabel('Address or network').press('Enter');
  await expect(page.getByText('9.4.4.4 is blocked.')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Lists that hold it' })).toContainText('Looked up9.4.4.0/24');
  await page.goto('/blocklists?address=9.4.5.4');
  await expect(page.getByText('9.4.5.4 is on no list.')).toBeVisible();
});

test('an import is found again after a reload, and cancelled', async ({ readyForLists: page, publisher }) => {
  await addFetched(page, 'Endless', `${publisher}/endless.txt`);
  await expect(result(page, 'Import: Running')).toBeVisible();
  await page.reload();
  await expect(page.getByText(/ of 9\.5 MiB$/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import now' })).toBeDisabled();
  await page.getByRole('button', { name: 'Cancel import' }).click();
  await expect(result(page, 'Import: Cancelled')).toBeVisible();
  await expect(page.getByText('What was in force stays in force.')).toBeVisible();
  await remove(page, 'Endless');
});

test('a removed list comes back by Undo', async ({ readyForLists: page, publisher }) => {
  await addFetched(page, 'Short', `${publisher}/short.txt`);
  await expect(result(page, 'Import: Succeeded')).toBeVisible();
  await remove(page, 'Short');
  await expect(result(page, 'Compiling anew: Succeeded')).toBeVisible();
  await page
    .getByRole('alert')
    .filter({ hasText: 'Short is removed' })
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect(row(page, 'Short')).toBeVisible();
});

test('a packed file is unpacked in the browser; without its list the set is empty again', async ({
  readyForLists: page,
}) => {
  await page.goto('/blocklists?dialog=add');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('tab', { name: 'Paste or file' }).click();
  await dialog.locator('input[type=file]').setInputFiles({
    name: 'office.gz',
    mimeType: 'application/gzip',
    buffer: gzipSync('9.5.5.5\n9.5.5.7\n'),
  });
  await expect(dialog.getByText(/office\.gz: \d+ B, 2 lines/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Add list' }).click();
  await expect(result(page, 'Import: Succeeded')).toBeVisible();
  await expect(row(page, 'office.gz')).toContainText('2');
  await remove(page, 'office.gz');
  await expect(result(page, 'Compiling anew: Succeeded')).toBeVisible();
  await expect(page.getByText('0 added, 2 removed.')).toBeVisible();
});

test('the feed gives the set to whoever has its token', async ({ readyForLists: page, playwright }) => {
  await addPasted(page, 'Shared', '9.6.6.6\n');
  await expect(result(page, 'Import: Succeeded')).toBeVisible();
  await page.getByRole('tab', { name: 'Feed' }).click();
  await page.getByRole('switch', { name: 'Share the compiled set' }).click();
  const address = await page.getByLabel('Address for the other firewall').inputValue();
  const firewall = await playwright.request.newContext();
  const answer = await firewall.get(address);
  expect(answer.status()).toBe(200);
  expect((await answer.text()).split('\n')).toContain('9.6.6.6');

  await page.getByRole('button', { name: 'Renew the token' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Renew the token' }).click();
  await expect(page.getByLabel('Address for the other firewall')).not.toHaveValue(address);
  expect((await firewall.get(address)).status()).toBe(401);
  await firewall.dispose();
});
