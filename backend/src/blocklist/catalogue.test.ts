import { Cron } from 'croner';
import { expect, test } from 'vitest';
import { catalogue } from './catalogue.ts';
import { createListParser } from './list-parser.ts';
import { parseListUrl } from './list-url.ts';

test('each list is there once', () => {
  expect(new Set(catalogue.map(({ id }) => id)).size).toBe(catalogue.length);
  expect(new Set(catalogue.map(({ url }) => url)).size).toBe(catalogue.length);
});

test.each(catalogue)('$id can be fetched, safe from changes on the way', ({ url, homepage }) => {
  expect(parseListUrl(url).protocol).toBe('https:');
  expect(parseListUrl(homepage).protocol).toBe('https:');
});

test.each(catalogue)('$id is asked for every six hours at most, and not on the hour', ({ schedule }) => {
  const runs = new Cron(schedule, { timezone: 'UTC' }).nextRuns(10, new Date('2026-11-25T00:00:00Z'));
  expect(runs).toHaveLength(10);
  for (const [index, run] of runs.entries()) {
    expect(run.getUTCMinutes()).not.toBe(0);
    const next = runs[index + 1];
    if (next !== undefined) expect(next.getTime() - run.getTime()).toBeGreaterThanOrEqual(6 * 3_600_000);
  }
});

/** What maintainers wrap an entry in, with addresses for documentation. */
const shapes: Record<string, string> = {
  'spamhaus-drop':
    '; Spamhaus DROP List 2026/09/04 - (c) 2026 The Spamhaus Project SLU\n192.0.2.0/24 ; SBL256894\n',
  'spamhaus-drop-v6': '; Spamhaus DROPv6 List\n2001:db8::/32 ; SBL303641\n',
  'firehol-level1': '#\n# firehol_level1\n#\n192.0.2.0/24\n',
  'emerging-threats-block': '# Rev 9000\n\n#Spamhaus DROP Nets\n192.0.2.0/24\n',
  dshield:
    '#   DShield.org Recommended Block List\n#\nStart\tEnd\tNetmask\tAttacks\tName\tCountry\temail\n' +
    '192.0.2.0\t192.0.2.255\t24\t352\tEXAMPLE\tUS\tabuse@example.net\n',
  'binary-defense': '#\n# Binary Defense Systems Artillery Threat Intelligence Feed\n#\n192.0.2.1\n',
  bruteforceblocker: '# IP\t\t\t# Last Reported\t\t\tCount\tID\n192.0.2.1\t\t# 2026-08-13 01:20:00\t\t2\t4\n',
  'turris-greylist': '# For the terms of use see LICENSE.txt\nAddress,Tags\n192.0.2.1,"http,smtp"\n',
};

test.each(catalogue)('$id is read in its format', ({ id, format, csvColumn }) => {
  const parser = createListParser({ format, csvColumn, maxEntries: 10, maxBytes: 10_000 });
  parser.push(Buffer.from(shapes[id] ?? '192.0.2.1\n'));
  const { set } = parser.finish();
  expect(set.v4.length + set.v6.length).toBe(1);
});
