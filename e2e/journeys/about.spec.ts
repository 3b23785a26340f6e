import { expect, test } from '../world.ts';

test('the page About says what BanGUI is made of, and under which licences', async ({
  signedIn: page,
  world,
}) => {
  await page.goto('/settings');
  await page.getByRole('link', { name: 'About BanGUI and its licences' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'About BanGUI' })).toBeVisible();

  const version = page.getByRole('region', { name: 'Version and licence' });
  const { stdout } = await world.daemon.client('version');
  await expect(version).toContainText(`fail2ban${stdout.trim()}`);
  await version.getByText('MIT', { exact: true }).click();
  await expect(version.getByRole('region', { name: 'Licence of BanGUI' })).toContainText(
    'Permission is hereby granted',
  );

  const data = page.getByRole('region', { name: 'Data and typefaces' });
  await expect(data.getByRole('link', { name: 'Natural Earth' })).toBeVisible();
  await expect(data.getByRole('link', { name: 'nro.net' })).toBeVisible();
});

test('the licence of a package is found and read', async ({ signedIn: page }) => {
  await page.goto('/about');
  const packages = page.getByRole('region', { name: 'Packages' });
  await packages.getByRole('searchbox', { name: 'Search packages' }).fill('ECHARTS');
  await expect(packages.getByRole('listitem')).toHaveCount(1);
  await expect(packages.getByRole('status')).toHaveText(/^1 of \d+ packages$/);
  await expect(page).toHaveURL(/\?q=ECHARTS$/);

  await packages.getByText('echarts', { exact: false }).first().click();
  await expect(packages.getByRole('link', { name: 'More about echarts' })).toHaveAttribute('href', /^https:/);
  await expect(packages.getByRole('region', { name: 'Licence of echarts' })).toContainText('Apache License');
});

test('a search for a licence that no package has says so', async ({ signedIn: page }) => {
  await page.goto('/about?q=AGPL');
  await expect(page.getByText('No package of the name or licence “AGPL”')).toBeVisible();
});
