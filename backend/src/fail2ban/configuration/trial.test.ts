import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFail2banClientTool } from '../client-tool.ts';
import { tryFiles } from './trial.ts';

let folder: string;
let configDir: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bangui-trial-'));
  configDir = join(folder, 'config');
  await mkdir(join(configDir, 'jail.d'), { recursive: true });
});

afterEach(() => rm(folder, { recursive: true }));

const edit = { 'jail.d/sshd.local': '[sshd]\nenabled = true\n' };
const toolAt = (binary: string) =>
  createFail2banClientTool({ socketPath: join(folder, 'none.sock'), configDir, binary });

test('without fail2ban-client every change is refused, with what to do', async () => {
  const { refusal, after } = await tryFiles(configDir, edit, toolAt(join(folder, 'no-such-tool')));
  expect(refusal).toContain('Install fail2ban on this machine');
  expect(after).toBeNull();
});

test('a version of it whose words BanGUI cannot read lets no change through', async () => {
  const binary = join(folder, 'fail2ban-client');
  await writeFile(binary, '#!/bin/sh\necho "[\'set\', of another kind]"\n');
  await chmod(binary, 0o755);
  const { refusal } = await tryFiles(configDir, edit, toolAt(binary));
  expect(refusal).toContain('can not read what fail2ban-client printed');
});
