import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { catalogueOf } from './effective.ts';

it('names each stock jail with its filter as it would run, and the logs that are there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bangui-catalogue-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'shop-error.log'), '');
  const texts = new Map([
    [
      'jail.conf',
      `[DEFAULT]
enabled = false
mode = normal
filter = %(__name__)s[mode=%(mode)s]
backend = auto
[shop]
port = http,https
logpath = ${folder}/*error.log
          ${folder}/other.log tail
[ftp]
filter = vsftpd
`,
    ],
    ['jail.local', '[shop]\nmode = aggressive\n[ftp]\nenabled = true\n[own]\nenabled = true\n'],
  ]);
  expect(await catalogueOf({ files: [], texts, problems: [] }, new Set(['ftp']))).toEqual([
    {
      name: 'shop',
      isEnabled: false,
      isRunning: false,
      filter: 'shop[mode=aggressive]',
      port: 'http,https',
      backend: 'auto',
      logs: [
        { pattern: `${folder}/*error.log`, found: [join(folder, 'shop-error.log')] },
        { pattern: `${folder}/other.log`, found: [] },
      ],
    },
    {
      name: 'ftp',
      isEnabled: true,
      isRunning: true,
      filter: 'vsftpd',
      port: null,
      backend: 'auto',
      logs: [],
    },
  ]);
});
