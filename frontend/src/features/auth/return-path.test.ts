import { describe, expect, it, vi } from 'vitest';

vi.stubGlobal('document', { baseURI: 'https://ban.example/' });
const { safeReturnPath } = await import('./return-path');

const origin = 'https://ban.example';

describe('safeReturnPath', () => {
  it.each([
    ['/bans?jail=sshd&q=203.0.', '/bans?jail=sshd&q=203.0.'],
    ['/jails/sshd-ddos.v2', '/jails/sshd-ddos.v2'],
    ['/', '/'],
    [undefined, '/'],
    ['/login?return=/login', '/'],
    ['https://evil.example/', '/'],
    ['//evil.example/bans', '/'],
    ['/\\evil.example', '/'],
    ['\\\\evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['/.//evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['http://', '/'],
  ])('leads from %j to %s', (wanted, path) => {
    expect(safeReturnPath(wanted, '', origin)).toBe(path);
  });

  it('stays under the base path', () => {
    expect(safeReturnPath('/bangui/bans', '/bangui', origin)).toBe('/bangui/bans');
    expect(safeReturnPath('/elsewhere', '/bangui', origin)).toBe('/bangui/');
    expect(safeReturnPath('/bangui/../elsewhere', '/bangui', origin)).toBe('/bangui/');
  });
});
