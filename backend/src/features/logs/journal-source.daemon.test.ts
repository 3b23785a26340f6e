import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { endChild, eventually, spawnBound } from '@bangui/sandbox/child';
import { type PrivateDaemon, startPrivateDaemon } from '@bangui/sandbox/daemon';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createJournalSource } from './journal-source.ts';
import { wanted } from './test-log.ts';

const journald = '/lib/systemd/systemd-journald';
const hasJournal =
  process.getuid?.() === 0 && [journald, '/usr/bin/journalctl'].every((path) => existsSync(path));

/** A journal of its own: systemd gives each namespace one, with files and sockets that carry its name. */
const namespace = `bangui-test-${process.pid}`;
const sockets = `/run/systemd/journal.${namespace}`;

describe.skipIf(!hasJournal)('the journal', () => {
  let server: ChildProcess;
  let daemon: PrivateDaemon;
  const journal = createJournalSource(namespace);
  const messages = async (filter: Parameters<typeof wanted>[0], limit = 100) =>
    (await journal.read(null, wanted(filter, { limit }))).records.map(({ record }) => record.line?.message);
  const ban = (address: string) => daemon.client('set', 'manual', 'banip', address);

  beforeAll(async () => {
    server = spawnBound([journald, namespace], { stdio: 'ignore' });
    await eventually('the socket of the journal', async () => existsSync(join(sockets, 'dev-log')));
    daemon = await startPrivateDaemon({ jails: [{ name: 'manual', watches: 'nothing', bantime: -1 }] });
    await daemon.client('set', 'syslogsocket', join(sockets, 'dev-log'));
    await daemon.client('set', 'logtarget', 'SYSLOG');
  });

  afterAll(async () => {
    await daemon?.dispose();
    if (server !== undefined) await endChild(server, 'SIGTERM');
    await rm(sockets, { recursive: true, force: true });
    for (const folder of ['/run/log/journal', '/var/log/journal']) {
      const names = await readdir(folder).catch(() => []);
      const own = names.filter((name) => name.endsWith(`.${namespace}`));
      for (const name of own) await rm(join(folder, name), { recursive: true });
    }
  });

  test('is there once fail2ban has written something to it', async () => {
    expect(await createJournalSource(`${namespace}-other`).isThere()).toBe(false);
    await ban('192.0.2.1');
    await eventually('an entry', () => journal.isThere());
  });

  test('is read backwards, filtered and by pages', async () => {
    await ban('192.0.2.2');
    await ban('192.0.2.3');
    const newest = '[manual] Ban 192.0.2.3';
    await eventually('the last ban', async () => (await messages({ level: 'NOTICE' })).includes(newest));
    expect(await messages({ level: 'NOTICE' }, 2)).toEqual([newest, '[manual] Ban 192.0.2.2']);
    const first = await journal.read(null, wanted({ jail: 'manual' }, { limit: 1 }));
    const second = await journal.read(first.nextCursor, wanted({ jail: 'manual' }, { limit: 1 }));
    expect(first.newest).not.toBeNull();
    expect(second.records[0]?.record.line).toMatchObject({
      component: 'actions',
      level: 'NOTICE',
      message: '[manual] Ban 192.0.2.2',
    });
  });

  test('is followed from where a page has ended', async () => {
    const { newest } = await journal.read(null, wanted());
    const leaving = new AbortController();
    const heard: (string | undefined)[] = [];
    const ended = journal.follow(
      newest,
      {
        onRecords: (records) => heard.push(...records.map(({ record }) => record.line?.message)),
        onReset() {},
        onProblem() {},
      },
      leaving.signal,
    );
    await ban('192.0.2.4');
    await eventually('the new ban', async () => heard.includes('[manual] Ban 192.0.2.4'));
    leaving.abort();
    await ended;
    expect(heard.filter((message) => message?.includes(' Ban '))).toEqual(['[manual] Ban 192.0.2.4']);
  });
});
