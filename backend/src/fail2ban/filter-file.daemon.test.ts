import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPrivateDaemon, type PrivateDaemon } from '@bangui/sandbox/daemon';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFail2banClientTool } from './client-tool.ts';
import { writeFilterFile } from './filter-file.ts';
import { type JailRules, readJailRules } from './jail-rules.ts';

// Long ones, with options, with percent signs, over several lines, with exceptions.
const filters = [
  'sshd[mode=aggressive]',
  'postfix[mode=extra]',
  'apache-auth',
  'dovecot[mode=aggressive]',
  'named-refused',
  'recidive',
  'exim',
  'asterisk',
];

let daemon: PrivateDaemon;
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'bangui-filter-file-'));
  const jails = filters.map((filter, index) => ({ name: `jail${index}`, filter }));
  const failregex = String.raw`^100%% of <HOST> #1; [;#] (?P<user>\S+)$`;
  daemon = await createPrivateDaemon({ jails: [...jails, { name: 'odd', failregex, options: odd }] });
});

const odd = {
  ignoreregex: String.raw`^#ignored \; <HOST>$`,
  'bantime.increment': 'true',
  'bantime.factor': '2',
  'bantime.formula': 'ban.Time * math.exp(float(ban.Count+1)*banFactor)/math.exp(1*banFactor)',
  'bantime.maxtime': '5w',
  'bantime.rndtime': '10m',
  ignoreip: '127.0.0.1/8 ::1',
  ignorecommand: '/bin/false <ip>',
};

afterAll(async () => {
  await daemon.dispose();
  await rm(directory, { recursive: true });
});

async function rulesOf(jail: string): Promise<JailRules> {
  const { socketPath, configDir } = daemon;
  const dump = await createFail2banClientTool({ socketPath, configDir }).dump(configDir);
  const rules = readJailRules(dump, jail);
  if (rules === null) throw new Error(`There is no jail ${jail}.`);
  return rules;
}

/** What fail2ban's own reader makes of the file, expressions of all kinds in one list. */
function readBack(name: string): Record<string, unknown> {
  const script = `
import json, sys
from fail2ban.client.filterreader import FilterReader
reader = FilterReader(sys.argv[2], "jail", {}, basedir=sys.argv[1])
reader.read()
reader.getOptions(None)
read = {"failregex": [], "ignoreregex": []}
for command in reader.convert():
    option, value = command[2], command[3]
    if option.startswith("add"): read[option[3:]] += value if isinstance(value, list) else [value]
    else: read[option] = value
print(json.dumps(read))
`;
  const output = execFileSync('/usr/bin/python3', ['-c', script, directory, name], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(output.toString());
}

test.each([...filters.map((filter, index) => [filter, `jail${index}`]), ['odd', 'odd']])(
  '%s is read back as it was',
  async (_, jail) => {
    await rm(join(directory, 'filter.d'), { recursive: true, force: true });
    const { filter } = await rulesOf(jail);
    expect(filter.failregex.length).toBeGreaterThan(0);
    await writeFilterFile(directory, 'written', filter);
    expect(readBack('written')).toMatchObject({
      failregex: filter.failregex,
      ignoreregex: filter.ignoreregex,
      ...(filter.prefregex !== null && { prefregex: filter.prefregex }),
      ...(filter.datepattern !== null && { datepattern: filter.datepattern }),
    });
  },
);

test('what would begin a comment is written otherwise', async () => {
  await rm(join(directory, 'filter.d'), { recursive: true, force: true });
  const { filter } = await rulesOf('odd');
  await writeFilterFile(directory, 'written', { ...filter, failregex: ['a <HOST>', '#b', ';c', 'd ; e'] });
  expect(readBack('written').failregex).toEqual([
    'a <HOST>',
    String.raw`\x23b`,
    String.raw`\x3bc`,
    String.raw`d \x3b e`,
  ]);
});

test('the rules of a jail are read as the files have them', async () => {
  expect(await rulesOf('odd')).toMatchObject({
    increment: {
      isEnabled: true,
      factor: 2,
      formula: 'exponential',
      multipliers: [],
      maxtimeSeconds: 3_024_000,
    },
    ignoreIps: ['127.0.0.1/8', '::1'],
    logPaths: [daemon.logFile('odd')],
    leftOut: ['ignorecommand', 'bantime.rndtime'],
  });
});

test('a jail that is not there has no rules', async () => {
  await expect(rulesOf('no such')).rejects.toThrow('no such');
});
