import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bangui, startBangui } from '@bangui/sandbox/bangui';
import { eventually } from '@bangui/sandbox/child';
import { type PrivateDaemon, startPrivateDaemon } from '@bangui/sandbox/daemon';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

// Much of this waits for the processor, which others may want too.
vi.setConfig({ testTimeout: 120_000 });

let daemon: PrivateDaemon;
let bangui: Bangui;
let logDir: string;

const sshdLines = [
  '2026-11-25T09:00:01+00:00 host sshd[1]: Invalid user admin from 203.0.113.5 port 4242',
  '2026-11-25T09:00:02+00:00 host sshd[2]: Accepted publickey for bob from 203.0.113.9 port 4242 ssh2',
  '2026-11-25T09:00:03+00:00 host sshd[3]: Server listening on 0.0.0.0 port 22.',
  '# a comment',
];

beforeAll(async () => {
  logDir = await mkdtemp(join(tmpdir(), 'bangui-lab-logs-'));
  daemon = await startPrivateDaemon({
    jails: [
      { name: 'sshd', filter: 'sshd[mode=aggressive]' },
      { name: 'door', failregex: '^ knock from <HOST>$' },
    ],
  });
  bangui = await startBangui({ daemon, environment: { BANGUI_LOG_DIRS: logDir } });
});

afterAll(async () => {
  await bangui.dispose();
  await daemon.dispose();
  await rm(logDir, { recursive: true });
});

const start = (request: unknown) => bangui.post('/api/v1/regex-tests', request);
const find = async (id: string) => (await bangui.get(`/api/v1/regex-tests/${id}`)).body;

/** The test as it ended. */
async function tried(request: unknown) {
  const { status, body } = await start(request);
  expect(status).toBe(202);
  return eventually(
    'the test has ended',
    async () => {
      const run = await find(body.id);
      return run.state !== 'running' && run;
    },
    110_000,
  );
}

async function outcome(request: unknown) {
  const run = await tried(request);
  expect(run).toMatchObject({ state: 'succeeded', problem: null });
  return run.result;
}

const written = (failregex: string, further = '') => ({
  filter: 'new',
  edited: { file: 'new.local', text: `[Definition]\nfailregex = ${failregex}\n${further}` },
});

describe('what a test tells', () => {
  test('every line as matched, ignored, missed or skipped, with what was found in it', async () => {
    const result = await outcome({ filter: 'sshd[mode=aggressive]', log: { lines: sshdLines.join('\n') } });
    expect(result.counts).toEqual({ tested: 3, matched: 1, ignored: 1, missed: 1, skipped: 1 });
    expect(result.lines.map((line: { state: string }) => line.state)).toEqual([
      'matched',
      'ignored',
      'missed',
      'skipped',
    ]);
    const [matched, ignored] = result.lines;
    expect(matched.hits).toEqual([
      {
        expression: 6,
        host: '203.0.113.5',
        time: Date.parse('2026-11-25T09:00:01Z') / 1000,
        isFailure: true,
        groups: expect.objectContaining({ user: 'admin', ip4: '203.0.113.5' }),
      },
    ]);
    expect(ignored.hits).toMatchObject([{ host: '203.0.113.9', isFailure: false }]);
    expect(result).toMatchObject({ isComplete: true, tooSlowLine: null, error: null });
  });

  test('how often each expression and each date template has hit', async () => {
    const filter = written('^ knock from <HOST>$\n  ^ push from <HOST>$', 'ignoreregex = \\.7$');
    const lines = ['knock from 203.0.113.1', 'push from 203.0.113.7', 'knock from 203.0.113.2'];
    const log = { lines: lines.map((line) => `2026-11-25 09:00:00 ${line}`).join('\n') };
    const result = await outcome({ ...filter, log });
    const hits = result.expressions.map((e: Record<string, unknown>) => [e.kind, e.number, e.hits]);
    expect(hits).toEqual([
      ['failregex', 1, 2],
      ['failregex', 2, 1],
      ['ignoreregex', 1, 1],
    ]);
    expect(result.lines[1]).toMatchObject({ state: 'ignored', ignoredBy: 1, hits: [] });
    expect(result.dateTemplates).toMatchObject([{ hits: 3 }]);
  });

  test('a match of several lines takes the earlier ones with it', async () => {
    const filter = written('^ open from <HOST><SKIPLINES>^ wrong$', 'maxlines = 3\n');
    const lines = ['open from 203.0.113.1', 'something else', 'wrong', 'more'];
    const log = { lines: lines.map((line) => `2026-11-25 09:00:00 ${line}`).join('\n') };
    const { counts, lines: told } = await outcome({ ...filter, log });
    expect(counts).toMatchObject({ tested: 4, matched: 2, missed: 2 });
    expect(told.map((line: { state: string }) => line.state).sort()).toEqual([
      'matched',
      'matched',
      'missed',
      'missed',
    ]);
  });

  test('the first 2,000 lines of each kind, and the number of all', async () => {
    const lines = Array.from(
      { length: 2500 },
      (_, n) => `2026-11-25 09:00:00 knock from 203.0.113.${n % 250}`,
    );
    const result = await outcome({
      ...written('^ knock from <HOST>$'),
      log: { lines: [...lines, 'x'].join('\n') },
    });
    expect(result.counts).toMatchObject({ matched: 2500, missed: 1 });
    expect(result.lines).toHaveLength(2001);
  });
});

describe('which log', () => {
  test('a file of a permitted folder, or only the newest lines of it', async () => {
    const file = join(logDir, 'door.log');
    const lines = ['knock from 203.0.113.1', 'nobody', 'knock from 203.0.113.2'];
    await writeFile(file, lines.map((line) => `2026-11-25 09:00:00 ${line}\n`).join(''));
    const filter = written('^ knock from <HOST>$');
    const whole = await outcome({ ...filter, log: { file } });
    expect(whole.counts).toMatchObject({ tested: 3, matched: 2 });
    const newest = await outcome({ ...filter, log: { file, newest: 1 } });
    expect(newest.counts).toMatchObject({ tested: 1, matched: 1 });
    expect(newest.lines[0].hits[0].host).toBe('203.0.113.2');
  });

  test('a log that a jail watches', async () => {
    await daemon.appendLog('door', ['2026-11-25 09:00:00 knock from 203.0.113.1']);
    const result = await outcome({
      ...written('^ knock from <HOST>$'),
      log: { file: daemon.logFile('door') },
    });
    expect(result.counts.matched).toBe(1);
  });

  test('no other file', async () => {
    const { status, body } = await start({ filter: 'sshd', log: { file: '/etc/passwd' } });
    expect(status).toBe(403);
    expect(body.code).toBe('log_file_not_permitted');
    const leaving = await start({ filter: 'sshd', log: { file: `${logDir}/../passwd` } });
    expect(leaving.body.code).toBe('log_file_not_permitted');
  });

  test('lines with NUL, broken UTF-8 and escapes for terminals are lines like any other', async () => {
    const file = join(logDir, 'hostile.log');
    const hostile = Buffer.concat([
      Buffer.from('2026-11-25 09:00:00 knock from 203.0.113.1\n'),
      Buffer.from([0, 0xff, 0xfe, 0xc3, 0x28, 0x0a]),
      Buffer.from('\u001b[31m2026-11-25 09:00:00 knock from 203.0.113.2\u001b[0m\r\n'),
      Buffer.from(`2026-11-25 09:00:00 ${'x'.repeat(100_000)}\n`),
      Buffer.from('2026-11-25 09:00:00 knock from 203.0.113.3\n'),
    ]);
    await writeFile(file, hostile);
    const result = await outcome({ ...written('^ knock from <HOST>$'), log: { file } });
    expect(result.counts).toMatchObject({ tested: 5, matched: 2 });
    expect(result.lines[3]).toMatchObject({ isCut: true, text: expect.stringMatching(/^.{1000}$/) });
  });
});

describe('which filter', () => {
  test('an edited file counts as if it were in filter.d, and the folder stays as it is', async () => {
    const before = await readdir(join(daemon.configDir, 'filter.d'));
    const result = await outcome({
      filter: 'sshd',
      edited: { file: 'sshd.local', text: '[Definition]\nfailregex = ^Server listening on <HOST>\n' },
      log: { lines: sshdLines.join('\n') },
    });
    expect(result.expressions.filter(({ kind }: { kind: string }) => kind === 'failregex')).toHaveLength(1);
    expect(result.counts.matched).toBe(1);
    expect(await readdir(join(daemon.configDir, 'filter.d'))).toEqual(before);
  });

  test('a wrong expression is told by its number, in fail2ban’s words', async () => {
    const result = await outcome({ ...written('^ok <HOST>$\n  ^(open <HOST>$'), log: { lines: 'x' } });
    expect(result.error).toEqual({
      message: expect.stringMatching(/Unable to compile regular expression.*unterminated subpattern/s),
      expression: { kind: 'failregex', number: 2 },
    });
  });

  test('an expression without a host is refused in fail2ban’s words', async () => {
    const result = await outcome({ ...written('^nobody$'), log: { lines: 'x' } });
    expect(result.error.message).toContain('No failure-id group');
  });

  test.each([
    ['a reference to nothing', '[Definition]\nfailregex = %(nothing)s <HOST>\n'],
    ['no section', 'failregex = <HOST>\n'],
    ['a date pattern that is none', '[Definition]\nfailregex = ^<HOST>\ndatepattern = ((\n'],
    ['bytes of no meaning', '\u0000\u0001[Definition'],
  ])('a filter with %s is refused with a sentence', async (_what, text) => {
    const result = await outcome({
      filter: 'new',
      edited: { file: 'new.local', text },
      log: { lines: 'x' },
    });
    expect(result.error.message).toMatch(/\w+ \w+/);
  });

  test('a filter gets nothing to see of files outside the configuration', async () => {
    const secret = join(logDir, 'secret.conf');
    await writeFile(secret, '[Definition]\nfailregex = ^leaked <HOST>$\n');
    const including = (path: string) => ({
      filter: 'new',
      edited: {
        file: 'new.local',
        text: `[INCLUDES]\nbefore = ${path}\n[Definition]\nignoreregex = ^a$\n`,
      },
      log: { lines: 'x' },
    });
    for (const path of [secret, `../../..${secret}`, '/etc/passwd']) {
      const { status, text } = await bangui.get(`/api/v1/regex-tests/${(await tried(including(path))).id}`);
      expect(status).toBe(200);
      expect(text).not.toMatch(/leaked|root:/);
    }
  });

  test('one that nobody knows is refused at once', async () => {
    const { status, body } = await start({ filter: 'nowhere', log: { lines: 'x' } });
    expect(status).toBe(404);
    expect(body.code).toBe('filter_not_found');
  });

  test.each(['../sshd', '/etc/fail2ban/filter.d/sshd.conf', '-c/tmp', 'sshd[a=1]\nb', 'sshd; id', ''])(
    'the name %j is refused',
    async (filter) => {
      const { status, body } = await start({ filter, log: { lines: 'x' } });
      expect(status).toBe(422);
      expect(body.code).toBe('validation_failed');
    },
  );

  test.each(['../jail.local', 'a/b.conf', '.hidden.conf', 'new.sh'])(
    'the file %j is refused',
    async (file) => {
      const { status } = await start({ filter: 'new', edited: { file, text: '' }, log: { lines: 'x' } });
      expect(status).toBe(422);
    },
  );
});

describe('expressions that are an attack on the server', () => {
  test('are found by a line made for them, and measured', async () => {
    const result = await outcome({
      ...written('^ok <HOST>$\n  ^(\\w+\\s?)+: from <HOST>$'),
      log: { lines: '2026-11-25 09:00:00 ok 203.0.113.1' },
    });
    expect(result.slowExpressions).toMatchObject([{ kind: 'failregex', number: 2 }]);
    expect(result.slowExpressions[0].length).toBeLessThan(100);
    expect(result.slowExpressions[0].seconds).toBeGreaterThanOrEqual(0.1);
  });

  test('are given up at a line that takes too long, which is named', async () => {
    const result = await outcome({
      ...written('^ (a+)+ from <HOST>$'),
      log: { lines: `2026-11-25 09:00:00 a from 203.0.113.1\n2026-11-25 09:00:00 ${'a'.repeat(60)}` },
    });
    expect(result.tooSlowLine).toMatchObject({ number: 2, text: expect.stringContaining('aaaa') });
    expect(result.isComplete).toBe(false);
    expect(result.counts.matched).toBe(1);
  });

  test('can be cancelled, and nothing of the test stays', async () => {
    const { body } = await start({
      ...written('^ (a+)+ from <HOST>$'),
      log: { lines: `2026-11-25 09:00:00 ${'a'.repeat(60)}` },
    });
    await eventually('the test has its process', async () => (await children('regex_test.py')).length === 1);
    expect((await bangui.delete(`/api/v1/regex-tests/${body.id}`)).status).toBe(202);
    await eventually('cancelled', async () => (await find(body.id)).state === 'cancelled');
    await eventually('no process', async () => (await children('regex_test.py')).length === 0);
  });
});

test('a huge text is refused', async () => {
  const { status } = await start({ filter: 'sshd', log: { lines: 'x'.repeat(1_000_001) } });
  expect(status).toBe(422);
  const larger = await start({ filter: 'sshd', log: { lines: 'x'.repeat(4_000_000) } });
  expect(larger.status).toBe(413);
});

test('a third test at once is refused', async () => {
  const slow = {
    ...written('^ (a+)+ from <HOST>$'),
    log: { lines: `2026-11-25 09:00:00 ${'a'.repeat(60)}` },
  };
  const started = [await start(slow), await start(slow)];
  expect((await start(slow)).body.code).toBe('too_many_runs');
  for (const { body } of started) await bangui.delete(`/api/v1/regex-tests/${body.id}`);
  for (const { body } of started) {
    await eventually('cancelled', async () => (await find(body.id)).state === 'cancelled');
  }
});

test('a test that nobody knows is not found', async () => {
  const { status, body } = await bangui.get('/api/v1/regex-tests/0e6e6f6c-5dbb-4b4c-9d0e-2f3a5d6b7c8d');
  expect(status).toBe(404);
  expect(body.code).toBe('regex_test_not_found');
});

test('offers filters, and each jail with its filter and its log', async () => {
  const { body } = await bangui.get('/api/v1/regex-tests/choices');
  expect(body.filters).toEqual(expect.arrayContaining(['sshd', 'apache-auth', 'postfix']));
  expect(body.jails).toContainEqual({
    name: 'sshd',
    filter: 'sshd[mode=aggressive]',
    logFiles: [daemon.logFile('sshd')],
  });
});

/** Processes of this one and below whose command line holds the text. */
async function children(text: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(
    pids.map(async (pid) => {
      const own = await stat(`/proc/${pid}`).catch(() => null);
      const parent = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
      const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      return own !== null && parent.split(') ')[1]?.split(' ')[1] === String(process.pid) ? line : '';
    }),
  );
  return lines.filter((line) => line.includes(text));
}
