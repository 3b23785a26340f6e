import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { listFiles, readText } from './files.ts';
import { parseIni, removeOption, setOption } from './ini-file.ts';
import { jailNames, readSettings } from './settings.ts';

const stock = '/etc/fail2ban';

/** What fail2ban's own reader makes of all files: each section's own values, as they are written. */
const script = `
import json, sys
from fail2ban.client.configreader import ConfigReader
reader = ConfigReader(basedir='${stock}', share_config={})
reader.read('jail')
sections = reader._cfg.get_sections()
own = {name: {key: value for key, value in values.items() if key != '__name__'} for name, values in sections.items()}
json.dump({'DEFAULT': dict(reader._cfg.get_defaults()), **own}, sys.stdout)`;

let texts: Map<string, string>;

beforeAll(async () => {
  const files = await listFiles(stock);
  const pairs = files.map(async ({ path }) => [path, (await readText(stock, path)).text] as const);
  texts = new Map(await Promise.all(pairs));
});

describe.skipIf(!existsSync(`${stock}/jail.conf`))('every file that the package ships', () => {
  test('is read and written back byte for byte', () => {
    expect(texts.size).toBeGreaterThan(150);
    for (const text of texts.values()) expect(parseIni(text).lines.join('')).toBe(text);
  });

  test('stays the same but for the option that is set, and is as before once it is removed', () => {
    for (const text of texts.values()) {
      const edited = setOption(text, 'bangui-test', 'enabled', 'true');
      expect(edited.startsWith(text)).toBe(true);
      const back = removeOption(edited, 'bangui-test', 'enabled');
      expect(back.replace(/\n*\[bangui-test\]\n$/, '')).toBe(text.replace(/\n+$/, ''));
    }
  });

  test('means what fail2ban’s own reader makes of it, for all its jails', () => {
    const theirs: Record<string, Record<string, string>> = JSON.parse(
      execFileSync('/usr/bin/python3', ['-c', script], { encoding: 'utf8' }),
    );
    const settings = readSettings('jail', texts);
    expect(jailNames(settings).length).toBeGreaterThan(70);
    for (const section of ['DEFAULT', ...jailNames(settings)]) {
      const ours = [...(settings.sections.get(section)?.values() ?? [])].map(({ key, value }) => [
        key,
        value,
      ]);
      expect({ section, settings: Object.fromEntries(ours) }).toEqual({ section, settings: theirs[section] });
    }
  });
});
