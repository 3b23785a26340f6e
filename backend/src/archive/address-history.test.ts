import { expect, test } from 'vitest';
import { banRecord, openTestArchive } from './test-records.ts';

test('neighbours are in the same network, and not a wider one that begins with the same number', () => {
  const archive = openTestArchive();
  for (const address of ['203.0.0.7', '203.0.0.8', '203.0.0.0/24', '203.0.0.0/16', '203.0.1.7']) {
    archive.add([banRecord({ address })]);
  }
  const { neighbourhood } = archive.addressHistory('203.0.0.7');
  expect(neighbourhood).toMatchObject({ network: '203.0.0.0/24', bans: 3, addresses: 3 });
  expect(neighbourhood?.neighbours.map(({ address }) => address)).toEqual(['203.0.0.0/24', '203.0.0.8']);
  expect(archive.addressHistory('203.0.0.0/16').neighbourhood).toMatchObject({ bans: 5, addresses: 5 });
  archive.close();
});
