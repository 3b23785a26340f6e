import { describe, expect, it } from 'vitest';
import { isFileName, isJailName, isOwnPath } from './names';
import { newFile } from './new-file';

describe('names of one’s own', () => {
  it('are letters, digits and a few signs, and no special section', () => {
    expect(['sshd', 'nginx-4xx', 'a.b_c'].map(isJailName)).toEqual([true, true, true]);
    const wrong = ['', 'web login', '-x', 'a]b', 'a\nb', 'DEFAULT', 'x'.repeat(26), 'ü'];
    for (const name of wrong) expect([name, isJailName(name)]).toEqual([name, false]);
    for (const name of ['../x', 'a/b', '.hidden', ''])
      expect([name, isFileName(name)]).toEqual([name, false]);
  });

  it('lie in fail2ban’s folders and end in .local', () => {
    const right = ['jail.local', 'filter.d/x.local', 'jail.d/x.local', 'fail2ban.d/x.local'];
    for (const path of right) expect([path, isOwnPath(path)]).toEqual([path, true]);
    const wrong = ['jail.conf', 'filter.d/x.conf', 'other/x.local', '../x.local', 'filter.d/a/x.local'];
    for (const path of wrong) expect([path, isOwnPath(path)]).toEqual([path, false]);
  });

  it('begin with the section of their kind', () => {
    expect(newFile('filter.d/x.local')).toMatchObject({ kind: 'filter', text: '[Definition]\n' });
    expect(newFile('jail.local')).toMatchObject({ kind: 'jail', text: '[DEFAULT]\n' });
    expect(newFile('fail2ban.local')).toMatchObject({ kind: 'server' });
    expect(newFile('filter.d/x.conf')).toBeNull();
  });
});
