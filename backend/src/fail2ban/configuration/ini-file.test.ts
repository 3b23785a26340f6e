import { execFileSync, spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IniError, parseIni, removeOption, setOption } from './ini-file.ts';

const file = `# Mine.
[DEFAULT]
bantime = 1h   ; as we agreed
ignoreip = 127.0.0.1/8
           ::1

# sshd is special
[sshd]
Enabled: true
logpath = %(sshd_log)s
`;

const valuesOf = (text: string) =>
  parseIni(text).options.map(({ section, key, value }) => `${section}.${key}=${value}`);

test('a file is read as fail2ban reads it', () => {
  expect(valuesOf(file)).toEqual([
    'DEFAULT.bantime=1h',
    'DEFAULT.ignoreip=127.0.0.1/8\n::1',
    'sshd.enabled=true',
    'sshd.logpath=%(sshd_log)s',
  ]);
});

test('the places of options are known', () => {
  expect(parseIni(file).options[1]).toMatchObject({ firstLine: 3, lastLine: 4 });
});

describe('an edit', () => {
  test('changes a value where it stands and keeps the comment behind it', () => {
    expect(setOption(file, 'DEFAULT', 'bantime', '2h')).toBe(
      file.replace('bantime = 1h   ;', 'bantime = 2h   ;'),
    );
  });

  test('replaces all lines of a value', () => {
    expect(setOption(file, 'DEFAULT', 'ignoreip', '192.0.2.0/24\n2001:db8::/32')).toBe(
      file.replace('127.0.0.1/8\n           ::1', '192.0.2.0/24\n    2001:db8::/32'),
    );
  });

  test('keeps how a key is spelt', () => {
    expect(setOption(file, 'sshd', 'enabled', 'false')).toContain('Enabled: false\n');
  });

  test('adds a new option to its section and a new section to the end', () => {
    expect(setOption(file, 'DEFAULT', 'findtime', '5m')).toContain(
      '           ::1\nfindtime = 5m\n\n# sshd is',
    );
    expect(setOption(file, 'nginx', 'enabled', 'true')).toBe(`${file}\n[nginx]\nenabled = true\n`);
    expect(setOption('', 'nginx', 'enabled', 'true')).toBe('[nginx]\nenabled = true\n');
    expect(setOption('[a]\nb = 1', 'a', 'c', '2')).toBe('[a]\nb = 1\nc = 2\n');
  });

  test('removes an option with all its lines', () => {
    expect(removeOption(file, 'DEFAULT', 'ignoreip')).toBe(
      file.replace('ignoreip = 127.0.0.1/8\n           ::1\n', ''),
    );
    expect(removeOption(file, 'DEFAULT', 'nothing')).toBe(file);
  });

  test('keeps the line breaks of the file', () => {
    const windows = file.replaceAll('\n', '\r\n');
    expect(setOption(windows, 'sshd', 'maxretry', '3')).toBe(`${windows}maxretry = 3\r\n`);
  });

  test.each(['x\n[evil]\nenabled = true', 'x\nenabled = true', '[evil]', 'x = y'])(
    'never lets the value %j become a section or a key',
    (value) => {
      const changed = setOption(file, 'sshd', 'logpath', value);
      expect(parseIni(changed).sections.map(({ name }) => name)).toEqual(['DEFAULT', 'sshd']);
      expect(valuesOf(changed)).toContain(`sshd.logpath=${value}`);
    },
  );

  test.each(['a ; b', 'a\n# b', 'a\n; b', 'a\0b', 'a\rb', '\u001b[31m'])(
    'refuses the value %j, which would be read differently',
    (value) => {
      expect(() => setOption(file, 'sshd', 'logpath', value)).toThrow(IniError);
    },
  );

  test.each(['a]', 'a\nb', '', ' a'])('refuses the section %j', (section) => {
    expect(() => setOption(file, section, 'enabled', 'true')).toThrow(IniError);
  });
});

const word = fc.stringMatching(/^[a-z]{1,6}$/);
const line = fc.oneof(
  fc.constant(''),
  fc.constant('# comment'),
  fc.constant('  ; comment'),
  word.map((name) => `[${name}]`),
  fc
    .tuple(word, fc.constantFrom('=', ' = ', ': '), fc.stringMatching(/^[ -~]{0,12}$/))
    .map((parts) => parts.join('')),
  fc.stringMatching(/^[ -~]{1,10}$/).map((text) => `   ${text}`),
  fc.stringMatching(/^[ -~]{0,10}$/),
);
const text = fc.array(line, { maxLength: 12 }).map((lines) => ['[first]', ...lines].join('\n'));

test('whatever is edited, everything else stays byte for byte, or the edit is refused', () => {
  fc.assert(
    fc.property(text, word, word, fc.stringMatching(/^[ -~\n]{0,16}$/), (before, section, key, value) => {
      let after: string;
      try {
        after = setOption(before, section, key, value);
      } catch (error) {
        expect(error).toBeInstanceOf(IniError);
        return;
      }
      const untouched = (content: string) =>
        removeOption(content, section, key)
          .split('\n')
          .filter((each) => each.trim() !== '' && each !== `[${section}]`);
      expect(untouched(after)).toEqual(untouched(before));
    }),
  );
});

const hasPython = spawnSync('python3', ['-c', 'import configparser']).status === 0;

test.skipIf(!hasPython)('Python’s own parser reads the same', () => {
  const script = `
import configparser, json, sys
answers = []
for text in json.load(sys.stdin):
    parser = configparser.ConfigParser(inline_comment_prefixes=';', interpolation=None, strict=True)
    try:
        parser.read_string(text)
        own = [[section, key, value] for section in parser.sections() for key, value in parser._sections[section].items()]
        answers.append(own)
    except configparser.Error:
        answers.append(None)
json.dump(answers, sys.stdout)`;
  const texts = [file, ...fc.sample(text, 500)];
  const answers: ([string, string, string][] | null)[] = JSON.parse(
    execFileSync('python3', ['-c', script], { input: JSON.stringify(texts), encoding: 'utf8' }),
  );
  const readable = texts
    .map((content, index) => ({ content, theirs: answers[index] }))
    .filter(({ theirs }) => theirs !== null);
  expect(readable.length).toBeGreaterThan(50);
  for (const { content, theirs } of readable) {
    const ours = parseIni(content).options.filter(({ section }) => section !== 'DEFAULT');
    expect(ours.map(({ section, key, value }) => [section, key, value]).toSorted()).toEqual(
      theirs?.toSorted(),
    );
  }
});
