import { expect, test } from 'vitest';
import { readSimulatorSearch } from './search';

const id = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';

test('reads a jail and a simulation', () => {
  expect(readSimulatorSearch({ jail: 'sshd', id })).toEqual({ jail: 'sshd', id });
});

test('drops what it does not know', () => {
  expect(readSimulatorSearch({ jail: '', id: '../../logout', other: 'x' })).toEqual({});
  expect(readSimulatorSearch({ jail: 'x'.repeat(201), id: 7 })).toEqual({});
});
