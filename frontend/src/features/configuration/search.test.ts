import { describe, expect, it } from 'vitest';
import {
  readCatalogueSearch,
  readChangeSearch,
  readComparisonSearch,
  readConfigurationSearch,
  readFileSearch,
} from './search';

describe('the address bar of the configuration', () => {
  it('keeps what it knows', () => {
    expect(readConfigurationSearch({ tab: 'files', kind: 'filter', q: 'ssh' })).toEqual({
      tab: 'files',
      kind: 'filter',
      q: 'ssh',
    });
    expect(readFileSearch({ path: 'jail.local', line: '12' })).toEqual({ path: 'jail.local', line: 12 });
    expect(readComparisonSearch({ from: '2', to: '5' })).toEqual({ from: 2, to: 5 });
    expect(readChangeSearch({ jail: 'web login' })).toEqual({ jail: 'web login' });
    expect(readChangeSearch({ catalogue: 'sshd' })).toEqual({ catalogue: 'sshd' });
    expect(readCatalogueSearch({ q: 'ng', jail: 'nginx' })).toEqual({ q: 'ng', jail: 'nginx' });
  });

  it('drops what it does not', () => {
    expect(readConfigurationSearch({ tab: 'x', kind: 7, q: 'x'.repeat(301), more: 1 })).toEqual({});
    expect(readFileSearch({ path: 7, line: '-1' })).toEqual({});
    expect(readComparisonSearch({ from: '1.5', to: 'x' })).toEqual({});
    expect(readChangeSearch({ server: 'no', file: '' })).toEqual({});
    expect(readCatalogueSearch({ q: 7, jail: ['x'] })).toEqual({});
  });
});
