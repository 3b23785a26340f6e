import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Archive } from './archive.ts';
import type { BucketName } from './bucket-names.ts';
import { banRecord, openTestArchive, saturday } from './test-records.ts';

let archive: Archive;

beforeEach(() => {
  archive = openTestArchive();
});

afterEach(() => archive.close());

async function countsBy(bucket: BucketName, timeZone: string, seconds: number): Promise<readonly number[]> {
  const filter = { from: saturday, to: saturday + seconds };
  const { series } = await archive.timeline({ filter, bucket, timeZone, split: 'none' });
  return series[0]?.counts ?? [];
}

test('minutes are told apart within a quarter of an hour', async () => {
  archive.add([60, 119, 840].map((seconds) => banRecord({ bannedAt: saturday + seconds })));
  expect(await countsBy('minute', 'UTC', 900)).toEqual([0, 2, ...Array(12).fill(0), 1]);
  expect(await countsBy('five_minutes', 'UTC', 900)).toEqual([2, 0, 1]);
});

test('a day ends to the minute where the offset is no quarter of an hour', async () => {
  const midnight = saturday + 18 * 3_600 + 43 * 60;
  archive.add([-1, 0, 1].map((seconds) => banRecord({ bannedAt: midnight + seconds })));
  expect(await countsBy('day', '+05:17', 86_400)).toEqual([1, 2]);
});
