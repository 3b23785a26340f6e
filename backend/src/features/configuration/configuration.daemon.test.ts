import { execFileSync } from 'node:child_process';
import { readFile, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bangui, startBangui } from '@bangui/sandbox/bangui';
import { eventually } from '@bangui/sandbox/child';
import { type PrivateDaemon, startPrivateDaemon } from '@bangui/sandbox/daemon';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Change, ChangeRequest } from './schema.ts';

const failregex = 'login refused for <HOST>$';
const banned = ['192.0.2.7', '2001:db8:42::/48'];

let daemon: PrivateDaemon;
let bangui: Bangui;

beforeAll(async () => {
  daemon = await startPrivateDaemon({
    jails: [
      { name: 'sshd', failregex, maxretry: 5, findtime: 600, bantime: 3600 },
      { name: 'sshd-ddos.v2', failregex, watches: 'nothing', bantime: -1 },
      { name: 'off', failregex, enabled: false },
    ],
  });
  bangui = await startBangui({ daemon });
  for (const jail of ['sshd', 'sshd-ddos.v2']) {
    expect((await bangui.post('/api/v1/bans', { jail, addresses: banned })).status).toBe(200);
  }
});

afterAll(async () => {
  await bangui.dispose();
  await daemon.dispose();
});

const inDaemon = async (...command: string[]) => (await daemon.client('get', ...command)).stdout.trim();
const text = (path: string) => readFile(join(daemon.configDir, path), 'utf8').catch(() => null);
const write = (path: string, content: string) => writeFile(join(daemon.configDir, path), content);

async function propose(...edits: ChangeRequest['edits']): Promise<Change> {
  const { status, body } = await bangui.post('/api/v1/configuration/changes', { edits });
  expect({ status, body }).toMatchObject({ status: 201 });
  return body;
}

async function apply({ id }: Change, note?: string): Promise<Change> {
  return (await bangui.post(`/api/v1/configuration/changes/${id}/apply`, { note })).body;
}

const set = (section: string, values: Record<string, string | null>) =>
  ({ kind: 'set', target: 'jail', section, values }) as const;

async function contentOf(path: string) {
  const query = new URLSearchParams({ path });
  return (await bangui.get(`/api/v1/configuration/files/content?${query}`)).body;
}

describe('reading', () => {
  test('every jail of the files is there, and each setting names the line that decides it', async () => {
    const { body } = await bangui.get('/api/v1/configuration/effective');
    expect(
      body.jails.map(({ name, isEnabled, isRunning }: Record<string, unknown>) => [
        name,
        isEnabled,
        isRunning,
      ]),
    ).toEqual([
      ['sshd', true, true],
      ['sshd-ddos.v2', true, true],
      ['off', false, false],
    ]);
    const maxretry = body.jails[0].settings.find(({ key }: { key: string }) => key === 'maxretry');
    expect(maxretry).toMatchObject({ value: '5', origin: { file: 'jail.conf', section: 'sshd' } });
    expect((await text('jail.conf'))?.split('\n')[maxretry.origin.line - 1]).toBe('maxretry = 5');
  });

  test('what fail2ban makes of a jail can be seen, even while it is off', async () => {
    const { body } = await bangui.get('/api/v1/configuration/effective/off');
    expect(body.commands).toContainEqual({ setting: 'failregex', values: [failregex] });
  });

  test('stock files are told from own ones', async () => {
    const { body } = await bangui.get('/api/v1/configuration/files');
    expect(body).toMatchObject({ isWritable: true, problem: null });
    expect(await contentOf('jail.conf')).toMatchObject({
      isStock: true,
      partner: { path: 'jail.local', exists: false },
    });
  });

  test.each(['../secret', '/etc/passwd', 'jail.d/../../x.local'])(
    'nothing outside is read: %s',
    async (path) => {
      expect(await contentOf(path)).toMatchObject({ status: 404, code: 'configuration_file_not_found' });
    },
  );
});

describe('a good change', () => {
  test('shows beforehand what it does, and nothing happens yet', async () => {
    const change = await propose(set('sshd', { maxretry: '3' }));
    expect(change).toMatchObject({
      state: 'checked',
      check: { isValid: true },
      files: [{ path: 'jail.d/sshd.local', before: null, after: '[sshd]\nmaxretry = 3\n' }],
      effect: [
        { jail: 'sshd', kind: 'changed', settings: [{ setting: 'maxretry', before: '5', after: '3' }] },
      ],
    });
    expect(await text('jail.d/sshd.local')).toBeNull();
    expect(await inDaemon('sshd', 'maxretry')).toBe('5');
  });

  test('is live when it is applied, with all bans kept, and is a version', async () => {
    const change = await propose(set('sshd', { maxretry: '3', findtime: '1h' }));
    expect(await apply(change, 'Stricter')).toMatchObject({
      state: 'applied',
      problem: null,
      versionId: expect.any(Number),
    });
    expect(await inDaemon('sshd', 'maxretry')).toBe('3');
    expect(await inDaemon('sshd', 'findtime')).toBe('3600');
    for (const address of banned) expect(await inDaemon('sshd', 'banip')).toContain(address);
    const { body } = await bangui.get('/api/v1/configuration/versions');
    expect(body.items[0]).toMatchObject({
      author: 'admin',
      note: 'Stricter',
      source: 'bangui',
      files: ['jail.d/sshd.local'],
      addedLines: 3,
      isCurrent: true,
    });
  });

  test('starts and ends jails', async () => {
    expect(await apply(await propose(set('off', { enabled: 'true' })))).toMatchObject({ state: 'applied' });
    expect((await daemon.client('status', 'off')).code).toBe(0);
    expect(await apply(await propose(set('off', { enabled: 'false' })))).toMatchObject({ state: 'applied' });
    expect((await daemon.client('status', 'off')).code).not.toBe(0);
  });

  test('changes the server too', async () => {
    const edit = {
      kind: 'set',
      target: 'server',
      section: 'DEFAULT',
      values: { loglevel: 'NOTICE' },
    } as const;
    const change = await propose(edit);
    expect(change.serverEffect).toEqual([{ setting: 'loglevel', before: 'INFO', after: 'NOTICE' }]);
    expect(await apply(change)).toMatchObject({ state: 'applied' });
    expect(await inDaemon('loglevel')).toContain('NOTICE');
    for (const address of banned) expect(await inDaemon('sshd-ddos.v2', 'banip')).toContain(address);
  });

  test('leaves comments, order and unknown keys of a file as they are', async () => {
    await write('jail.local', '# Ours.\n[DEFAULT]\nunknown = kept ; really\n\n[sshd]\n# why\nusedns = no\n');
    await apply(await propose(set('sshd', { usedns: 'warn' })));
    expect(await text('jail.local')).toBe(
      '# Ours.\n[DEFAULT]\nunknown = kept ; really\n\n[sshd]\n# why\nusedns = warn\n',
    );
    await unlink(join(daemon.configDir, 'jail.local'));
  });
});

describe('a change that would do harm', () => {
  test('a wrong regular expression is refused in fail2ban’s words, and cannot be applied', async () => {
    const change = await propose({
      kind: 'write',
      path: 'filter.d/mine.local',
      text: '[Definition]\nfailregex = ^refused (<HOST>$\n',
      baseDigest: null,
    });
    expect(change).toMatchObject({ state: 'refused', check: { isValid: false } });
    expect(change.check.output).toContain('Unable to compile regular expression');
    expect(await apply(change)).toMatchObject({ status: 409, code: 'change_not_applicable' });
    expect(await text('filter.d/mine.local')).toBeNull();
  });

  test('so is one in a jail itself', async () => {
    const change = await propose(set('sshd', { failregex: '^refused [<HOST>$' }));
    expect(change.check.output).toContain('Jail sshd');
    expect(change.state).toBe('refused');
  });

  test('a jail whose log file is missing is stopped before it harms', async () => {
    const change = await propose(
      set('web', { enabled: 'true', logpath: '/var/log/no-such.log', filter: 'sshd' }),
    );
    expect(change.state).toBe('refused');
    expect(change.check.output).toContain('Have not found any log file for web jail');
  });

  test('a jail that could ban nobody is warned of', async () => {
    const logpath = daemon.logFile('sshd');
    const change = await propose(set('web', { enabled: 'true', filter: '', logpath }));
    expect(change.check.warnings).toEqual([expect.stringContaining('web')]);
  });

  test('what the daemon refuses although the files are valid is undone by itself, with its words', async () => {
    const before = await text('jail.d/sshd.local');
    const change = await propose(set('sshd', { logencoding: 'no-such-encoding', maxretry: '2' }));
    expect(change.state).toBe('checked');
    const undone = await apply(change);
    expect(undone).toMatchObject({ state: 'undone', versionId: null });
    expect(undone.problem).toContain('no-such-encoding');
    expect(await text('jail.d/sshd.local')).toBe(before);
    expect(await inDaemon('sshd', 'maxretry')).toBe('3');
    for (const address of banned) expect(await inDaemon('sshd', 'banip')).toContain(address);
  });

  test.each([
    ['a stock file', { kind: 'write', path: 'jail.conf', text: '', baseDigest: null }],
    ['a file elsewhere', { kind: 'write', path: 'jail.d/../../x.local', text: '', baseDigest: null }],
    ['a name with a line break', { kind: 'write', path: 'jail.d/a\nb.local', text: '', baseDigest: null }],
    ['a value that starts a comment', set('sshd', { logpath: '/var/log/a ; b' })],
    ['nothing at all', set('sshd', { maxretry: '3' })],
  ] as [string, ChangeRequest['edits'][number]][])('%s is never written', async (_what, edit) => {
    const { status } = await bangui.post('/api/v1/configuration/changes', { edits: [edit] });
    expect([409, 422]).toContain(status);
  });

  test('a disk that is full while it is written loses nothing', async () => {
    const before = await text('jail.d/sshd.local');
    const change = await propose(set('sshd', { maxretry: '2' }));
    // Every write to it ends with ENOSPC.
    const unfinished = join(daemon.configDir, 'jail.d', 'sshd.local.bangui-unfinished');
    await symlink('/dev/full', unfinished);
    const undone = await apply(change);
    await rm(unfinished);
    expect(undone).toMatchObject({ state: 'undone', problem: expect.stringContaining('ENOSPC') });
    expect(await text('jail.d/sshd.local')).toBe(before);
    expect(await inDaemon('sshd', 'maxretry')).toBe('3');
  });

  test.skipIf(process.getuid?.() !== 0)('a folder that cannot be written is said beforehand', async () => {
    const jails = join(daemon.configDir, 'jail.d');
    execFileSync('mount', ['--bind', jails, jails]);
    execFileSync('mount', ['--options', 'remount,bind,ro', jails]);
    try {
      const edits = [set('sshd', { maxretry: '2' })];
      const { status, body } = await bangui.post('/api/v1/configuration/changes', { edits });
      expect({ status, code: body.code }).toEqual({ status: 409, code: 'configuration_not_writable' });
      expect((await bangui.get('/api/v1/configuration/files')).body).toMatchObject({
        isWritable: false,
        problem: expect.stringContaining('EROFS'),
      });
    } finally {
      execFileSync('umount', [jails]);
    }
  });

  test('a link is not followed', async () => {
    const link = join(daemon.configDir, 'jail.d', 'linked.local');
    await symlink(join(daemon.directory, 'outside'), link);
    const edit = { kind: 'write', path: 'jail.d/linked.local', text: '[x]\n', baseDigest: null };
    const { status } = await bangui.post('/api/v1/configuration/changes', { edits: [edit] });
    expect(status).toBe(422);
    await rm(link);
  });
});

test('of two people who apply changes at once, one is told', async () => {
  const [one, other] = [
    await propose(set('sshd', { maxretry: '4' })),
    await propose(set('sshd', { maxretry: '6' })),
  ];
  const answers = await Promise.all([apply(one), apply(other)]);
  expect(answers.map(({ state }) => state)).toContain('applied');
  const refused = answers.find(({ state }) => state !== 'applied');
  expect(refused).toMatchObject({
    status: 409,
    code: expect.stringMatching(/^configuration_(busy|changed_outside)$/),
  });
  expect(await apply(await propose(set('sshd', { maxretry: '3' })))).toMatchObject({ state: 'applied' });
});

describe('somebody else', () => {
  test('who has changed a file since it was read is not overwritten', async () => {
    const { digest } = await contentOf('jail.d/sshd.local');
    await write('jail.d/sshd.local', '[sshd]\nmaxretry = 9\n');
    const edit = { kind: 'write', path: 'jail.d/sshd.local', text: '[sshd]\n', baseDigest: digest };
    const { status, body } = await bangui.post('/api/v1/configuration/changes', { edits: [edit] });
    expect({ status, body }).toMatchObject({
      status: 409,
      body: {
        code: 'configuration_changed_outside',
        files: [{ path: 'jail.d/sshd.local', after: '[sshd]\nmaxretry = 9\n' }],
      },
    });
  });

  test('who changes a file between the check and the click is not overwritten either', async () => {
    const change = await propose(set('sshd', { maxretry: '4' }));
    await write('jail.d/sshd.local', '[sshd]\nmaxretry = 8\n');
    expect(await apply(change)).toMatchObject({ status: 409, code: 'configuration_changed_outside' });
    expect(await text('jail.d/sshd.local')).toBe('[sshd]\nmaxretry = 8\n');
  });

  test('appears among the versions', async () => {
    await write('jail.d/by-hand.local', '[sshd]\nbantime = 2h\n');
    const { body } = await bangui.get('/api/v1/configuration/versions');
    expect(body.items[0]).toMatchObject({ author: null, source: 'outside', files: ['jail.d/by-hand.local'] });
  });
});

describe('versions', () => {
  const versions = async () => (await bangui.get('/api/v1/configuration/versions?limit=200')).body.items;

  test('tell what each has changed, and any two can be compared', async () => {
    const [newest] = await versions();
    const one = (await bangui.get(`/api/v1/configuration/versions/${newest.id}`)).body;
    expect(one.files).toMatchObject([{ path: 'jail.d/by-hand.local', before: null }]);
    expect(one.files[0].diff).toContain('+bantime = 2h');
    const first = (await versions()).at(-1);
    const both = (await bangui.get(`/api/v1/configuration/comparison?from=${first.id}&to=${newest.id}`)).body;
    expect(both.files.map(({ path }: { path: string }) => path)).toContain('jail.d/sshd.local');
  });

  test('are pages', async () => {
    const { body } = await bangui.get('/api/v1/configuration/versions?limit=2');
    expect(body.items).toHaveLength(2);
    const next = (await bangui.get(`/api/v1/configuration/versions?limit=2&cursor=${body.nextCursor}`)).body;
    expect(next.items[0].id).toBeLessThan(body.items[1].id);
  });

  test('can be returned to', async () => {
    const first = (await versions()).at(-1);
    const { status, body } = await bangui.post(`/api/v1/configuration/versions/${first.id}/restore`);
    expect({ status, body }).toMatchObject({ status: 201, body: { state: 'checked' } });
    expect(await apply(body)).toMatchObject({ state: 'applied' });
    expect(await text('jail.d/sshd.local')).toBeNull();
    expect(await inDaemon('sshd', 'maxretry')).toBe('5');
    expect((await versions())[0]).toMatchObject({ source: 'restore', note: `Back to version ${first.id}` });
  });

  test('that are not there are told', async () => {
    expect(await bangui.get('/api/v1/configuration/versions/9999')).toMatchObject({ status: 404 });
  });
});

test('the files of jails that BanGUI makes when it is asked to are its own', async () => {
  await write('jail.local', '[DEFAULT]\nbanaction_allports = harmless\n');
  await bangui.get('/api/v1/configuration/versions');
  expect((await bangui.post('/api/v1/manual-jail')).status).toBe(201);
  const { body } = await bangui.get('/api/v1/configuration/versions');
  expect(body.items[0]).toMatchObject({
    author: 'BanGUI',
    source: 'bangui',
    files: ['jail.d/bangui-manual.local'],
  });
  await unlink(join(daemon.configDir, 'jail.d/bangui-manual.local'));
  await daemon.client('reload');
});

test('a change is dropped, and then unknown', async () => {
  const { id } = await propose(set('sshd', { maxretry: '7' }));
  expect((await bangui.delete(`/api/v1/configuration/changes/${id}`)).status).toBe(204);
  expect(await bangui.get(`/api/v1/configuration/changes/${id}`)).toMatchObject({ status: 404 });
});

test('while fail2ban is away files can be changed; it takes them at its next start', async () => {
  await daemon.stop();
  await eventually(
    'BanGUI knows',
    async () => (await bangui.get('/api/v1/server')).body.fail2ban.state === 'offline',
  );
  expect(await apply(await propose(set('sshd', { maxretry: '6' })))).toMatchObject({ state: 'applied' });
  await daemon.start();
  expect(await inDaemon('sshd', 'maxretry')).toBe('6');
});
