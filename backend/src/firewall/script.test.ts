import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { blocklistScript } from './script.ts';

test('is a script that a POSIX shell can read', () => {
  expect(spawnSync('sh', ['-n'], { input: blocklistScript, encoding: 'utf8' })).toMatchObject({
    status: 0,
    stderr: '',
  });
});

test('holds nothing that fail2ban would take for a comment or a tag of its own', () => {
  expect(blocklistScript.match(/^.*\s;.*$/gm)).toBeNull();
  expect(blocklistScript.match(/<[^ <>]+>/g)).toBeNull();
});
