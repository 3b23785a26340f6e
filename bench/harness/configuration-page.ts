import { chromium } from '@playwright/test';
import { median } from './figures.ts';

const OPENINGS = 11;

/**
 * Milliseconds from the click in the menu until the last of the jails stands in the table of the page Configuration, in a
 * real browser that has seen the page before.
 */
export async function timeToOpen(url: string, password: string, lastJail: string): Promise<number> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage();
    await page.request.post(`${url}/api/v1/auth/login`, { data: { username: 'admin', password } });
    await page.goto(`${url}/configuration`);
    const row = page.getByRole('row', { name: lastJail });
    await row.waitFor();
    const times: number[] = [];
    for (let opening = 0; opening < OPENINGS; opening += 1) {
      await page.getByRole('link', { name: 'Dashboard', exact: true }).click();
      await row.waitFor({ state: 'detached' });
      const startedAt = performance.now();
      await page.getByRole('link', { name: 'Configuration', exact: true }).click();
      await row.waitFor();
      times.push(performance.now() - startedAt);
    }
    return median(times);
  } finally {
    await browser.close();
  }
}
