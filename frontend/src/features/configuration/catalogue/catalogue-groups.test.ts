import { describe, expect, it } from 'vitest';
import type { CatalogueJail } from '../../../api/types';
import { jailsToEnable } from './catalogue-groups';

function jail(name: string, rest: Partial<CatalogueJail> = {}): CatalogueJail {
  return {
    name,
    isEnabled: false,
    isRunning: false,
    filter: name,
    port: null,
    backend: 'auto',
    logs: [],
    ...rest,
  };
}

const there = [{ pattern: '/var/log/nginx/*error.log', found: ['/var/log/nginx/error.log'] }];
const notThere = [{ pattern: '/var/log/vsftpd.log', found: [] }];

describe('the jails that can be switched on', () => {
  const jails = [
    jail('vsftpd', { logs: notThere }),
    jail('nginx-limit-req', { logs: there }),
    jail('nginx-botsearch', { logs: [...notThere, ...there] }),
    jail('sshd', { logs: there, isEnabled: true }),
    jail('postfix', { logs: there, backend: 'systemd[journalflags=1]' }),
  ];
  const namesOf = (text: string) =>
    Object.fromEntries(
      Object.entries(jailsToEnable(jails, text)).map(([group, found]) => [
        group,
        found.map(({ name }) => name),
      ]),
    );

  it('are told apart by where their lines would come from', () => {
    expect(namesOf('')).toEqual({
      found: ['nginx-botsearch', 'nginx-limit-req'],
      journal: ['postfix'],
      missing: ['vsftpd'],
    });
  });

  it('are found by a part of their name', () => {
    expect(namesOf(' LIMIT ')).toEqual({ found: ['nginx-limit-req'], journal: [], missing: [] });
  });
});
