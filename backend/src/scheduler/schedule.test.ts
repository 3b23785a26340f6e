import { expect, test } from 'vitest';
import { checkSchedule, nextRunAfter } from './schedule.ts';

test.each([
  '*/5 * * * *',
  '0 3 * * *',
  '0 3 * * 1-5',
  '@daily',
  '30 0,12 * * *',
  '0 0 29 2 *',
  '15 0 */2 * * *',
])('%s can be used', (cron) => expect(checkSchedule(cron, 'Europe/Berlin')).toBeNull());

test.each([
  ['* * * * *', 'comes more often than every 5 minutes'],
  ['*/4 * * * *', 'more often'],
  ['0,30 */5 * * * *', 'more often'],
  ['58,2 * * * *', 'more often'],
  ['58,2 0,23 * * *', 'more often'],
  ['0 0 30 2 *', 'never comes'],
  ['', 'is not a cron expression such as "0 3 * * *"'],
  ['soon', 'is not a cron expression'],
  ['61 * * * *', 'is not a cron expression'],
  ['0 3 * * * ; reboot', 'is not a cron expression'],
])('%j is refused: %s', (cron, reason) => {
  expect(checkSchedule(cron, 'UTC')).toContain(reason);
});

test('an expression of absurd length is refused in a short sentence', () => {
  expect(checkSchedule('0 '.repeat(5_000), 'UTC')?.length).toBeLessThan(200);
});

test.each(['', 'Mars/Base', '../etc/passwd'])('%j is no time zone', (timeZone) => {
  expect(checkSchedule('0 3 * * *', timeZone)).toContain(`"${timeZone}" is not a time zone`);
});

test('the next run is told in the schedule’s own time zone, across a change of the clocks', () => {
  const noon = Date.UTC(2026, 9, 24, 10) / 1_000;
  expect(nextRunAfter('0 12 * * *', 'Europe/Berlin', noon)).toBe(Date.UTC(2026, 9, 25, 11) / 1_000);
  expect(nextRunAfter('0 12 * * *', 'UTC', noon)).toBe(Date.UTC(2026, 9, 24, 12) / 1_000);
});

test('what cannot be read, or never comes, has no next run', () => {
  expect(nextRunAfter('soon', 'UTC', 0)).toBeNull();
  expect(nextRunAfter('0 0 30 2 *', 'UTC', 0)).toBeNull();
});
