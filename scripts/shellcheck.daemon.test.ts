import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const hasShellcheck = spawnSync('shellcheck', ['--version']).status === 0;
const repository = join(import.meta.dirname, '..');
const places = ['backend/bangui', '{scripts,deploy,Docker}/**'];

function isShellScript(path: string): boolean {
  const file = join(repository, path);
  return statSync(file).isFile() && /^#!.*\b(ba|da)?sh\n/.test(readFileSync(file, 'utf8'));
}

const scripts = globSync(places, { cwd: repository }).filter(isShellScript);

test.skipIf(!hasShellcheck).each(scripts)('shellcheck finds nothing in %s', (script) => {
  const { stdout } = spawnSync('shellcheck', [join(repository, script)], { encoding: 'utf8' });
  expect(stdout).toBe('');
});
