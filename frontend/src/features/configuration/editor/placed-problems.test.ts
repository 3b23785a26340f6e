import { describe, expect, it } from 'vitest';
import { placeProblems } from './placed-problems';

const prefix = '2026-11-25 09:31:00,417 fail2ban                [17221]: ERROR   ';

describe('placeProblems', () => {
  it('places what cannot be parsed, where the line is named below its file', () => {
    const output = `${prefix}Failed during configuration: Source contains parsing errors: '/tmp/x/jail.local'\n\t[line  5]: '[sshd\\n'`;
    const text = '[sshd]\nenabled = true\n\n\n[sshd\n';
    expect(placeProblems(output, 'jail.local', text)).toEqual([
      { line: 5, message: 'Source contains parsing errors:' },
    ]);
    expect(placeProblems(output, 'jail.d/other.local', text)).toEqual([]);
  });

  it('places a file that begins without a section', () => {
    const output = `${prefix}Failed during configuration: File contains no section headers.\nfile: '/tmp/x/jail.local', line: 1\n'enabled=true\\n'`;
    expect(placeProblems(output, 'jail.local', 'enabled=true\n')).toMatchObject([{ line: 1 }]);
  });

  it('places a name that nothing defines by its section and key', () => {
    const words =
      "Bad value substitution: option 'bantime' in section 'sshd' contains an interpolation key 'nope' which is not a valid option name. Raw value: '%(nope)s'";
    const text = '[nginx]\nbantime = 5m\n[sshd]\nenabled = true\nbantime = %(nope)s\n';
    expect(placeProblems(`${prefix}Failed during configuration: ${words}`, 'jail.local', text)).toEqual([
      { line: 5, message: words },
    ]);
  });

  it('finds the line of an expression that does not compile, with its tags replaced', () => {
    const output =
      "Filter xx: Unable to compile regular expression '^(?:\\S+\\s+)? bad 100% [(?:\\[?(?P<ip4>\\d+)':\nunbalanced parenthesis at position 322";
    const text = '[Definition]\nfailregex = ^good <HOST>\n  ^%(__prefix_line)s bad 100%% [<HOST>\n';
    expect(placeProblems(output, 'filter.d/xx.local', text)).toEqual([
      { line: 3, message: 'Unable to compile regular expression: unbalanced parenthesis at position 322' },
    ]);
  });

  it('finds the line of an expression that finds no address', () => {
    const output = "Filter xx: No failure-id group in '^bad login from$'";
    const text = '[Definition]\nfailregex = ^bad login from$\n';
    expect(placeProblems(output, 'filter.d/xx.local', text)).toEqual([
      { line: 2, message: 'No failure-id group in' },
    ]);
  });

  it('places a missing log at its path, else at its jail', () => {
    const output = `${prefix}Failed during configuration: Have not found any log file for sshd jail`;
    expect(placeProblems(output, 'jail.local', '[sshd]\nlogpath = /nope.log\n')).toMatchObject([{ line: 2 }]);
    expect(placeProblems(output, 'jail.local', '\n[sshd]\nenabled = true\n')).toMatchObject([{ line: 2 }]);
    expect(placeProblems(output, 'jail.local', '[nginx]\n')).toEqual([]);
  });

  it('places a filter that is not there', () => {
    const output = `${prefix}Unable to read the filter 'nope'\n${prefix}Errors in jail 'sshd'.`;
    expect(placeProblems(output, 'jail.local', '[sshd]\nfilter = nope\n')).toMatchObject([{ line: 2 }]);
  });

  it('places nothing outside of the file', () => {
    const output = "'/tmp/x/jail.local' [line 99]: 'x'";
    expect(placeProblems(output, 'jail.local', '[sshd]\n')).toEqual([]);
  });
});
