import type { Page } from '@playwright/test';
import { test as base, expect, expectNoSidewaysScroll } from '../world.ts';

/** Two from China, one from Germany and one from Singapore by the database that comes with BanGUI. */
const addresses = {
  chinese: '1.0.1.7',
  alsoChinese: '1.0.2.7',
  german: '46.4.0.7',
  singaporean: '8.128.0.7',
  none: '10.71.0.1',
};

const test = base.extend<object, { banned: undefined }>({
  banned: [
    async ({ world }, use) => {
      await world.daemon.client('set', 'sshd', 'banip', ...Object.values(addresses));
      await use(undefined);
      await world.daemon.client('set', 'sshd', 'unbanip', ...Object.values(addresses));
    },
    { scope: 'worker', auto: true },
  ],
});

test('a click on a country lists its bans, and the address keeps the country', async ({ signedIn: page }) => {
  await page.goto('/map');
  await country(page, 'Germany').click();
  await expect(page).toHaveURL(/country=DE/);
  await expect(newest(page).getByRole('link', { name: addresses.german })).toBeVisible();
  await expect(newest(page).getByRole('link', { name: addresses.chinese })).toBeHidden();

  await page.reload();
  await expect(newest(page).getByRole('link', { name: addresses.german })).toBeVisible();
  await expect(newest(page).getByRole('link', { name: addresses.chinese })).toBeHidden();
  await page.getByRole('link', { name: 'All countries' }).click();
  await expect(newest(page).getByRole('link', { name: addresses.chinese })).toBeVisible();
});

test('arrow keys walk from the country with the most bans, and Enter lists them', async ({
  signedIn: page,
}) => {
  await page.goto('/map');
  await expect(country(page, 'China')).toHaveAttribute('tabindex', '0');
  await expect(country(page, 'Germany')).toHaveAttribute('tabindex', '-1');
  await country(page, 'China').focus();
  await page.keyboard.press('ArrowDown');
  await expect(country(page, 'China')).not.toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(country(page, 'China')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/country=CN/);
  await expect(newest(page).getByRole('link', { name: addresses.chinese })).toBeVisible();
  await expect(newest(page).getByRole('link', { name: addresses.german })).toBeHidden();
});

test('a country too small for the map is a dot that can be clicked', async ({ signedIn: page }) => {
  await page.goto('/map');
  await country(page, 'Singapore').click();
  await expect(newest(page).getByRole('link', { name: addresses.singaporean })).toBeVisible();
});

test('bans from nowhere are counted beside the map, and listed', async ({ signedIn: page }) => {
  await page.goto('/map');
  await page.getByRole('link', { name: /from unknown countries$/ }).click();
  await expect(newest(page).getByRole('link', { name: addresses.none })).toBeVisible();
  await expect(newest(page).getByRole('link', { name: addresses.german })).toBeHidden();
});

test('the measure and the table stand in the address', async ({ signedIn: page }) => {
  await page.goto('/map');
  await page.getByText('Share', { exact: true }).click();
  await expect(page).toHaveURL(/measure=share/);
  await expect(page.getByRole('list', { name: 'What the colours mean: Share' })).toContainText('%');
  await page.getByText('Table', { exact: true }).click();
  await expect(page).toHaveURL(/view=table/);
  const table = page.getByRole('table', { name: 'Countries' });
  await expect(table.getByRole('row').nth(1)).toContainText('China');
  await table.getByRole('link', { name: 'Germany' }).click();
  await expect(newest(page).getByRole('link', { name: addresses.german })).toBeVisible();
});

test('the map is drawn anew while it is open', async ({ signedIn: page, world }) => {
  await page.goto('/map');
  await expect(country(page, 'China')).toBeVisible();
  await expect(country(page, 'Brazil')).toHaveCount(0);
  await world.daemon.client('set', 'sshd', 'banip', '177.0.0.7');
  await expect(country(page, 'Brazil')).toBeVisible();
});

test('the map fits on a phone, as a table too', async ({ signedIn: page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/map');
  await expect(country(page, 'China')).toBeVisible();
  await expectNoSidewaysScroll(page);
  await page.getByText('Table', { exact: true }).click();
  await expect(page.getByRole('table', { name: 'Countries' })).toBeVisible();
  await expectNoSidewaysScroll(page);
});

function country(page: Page, name: string) {
  return page.getByRole('link', { name: new RegExp(`^${name}: `) });
}

function newest(page: Page) {
  return page.getByRole('table', { name: 'Newest bans' });
}
