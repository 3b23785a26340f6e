/** Whether manifests are what the Kubernetes API takes, by the types that are made from its OpenAPI document. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Manifest } from './test-manifests.ts';

const repository = join(import.meta.dirname, '../..');

/** The compiler refuses, in a literal, fields that the API's types do not have, and values of another type. */
export function compile(manifests: readonly Manifest[]): { status: number | null; stdout: string } {
  const types = join(repository, 'node_modules/kubernetes-types');
  const lines = manifests.map((manifest, index) => {
    const group = manifest.apiVersion.includes('/') ? manifest.apiVersion : `core/${manifest.apiVersion}`;
    const type = `import('${types}/${group.replace('.k8s.io', '')}.d.ts').${manifest.kind}`;
    return `export const m${index}: ${type} = ${JSON.stringify(manifest)};`;
  });
  const directory = mkdtempSync(join(tmpdir(), 'bangui-manifests-'));
  try {
    writeFileSync(join(directory, 'manifests.ts'), lines.join('\n'));
    const compiler = [
      join(repository, 'node_modules/typescript-7/bin/tsc'),
      '--noEmit',
      '--strict',
      'manifests.ts',
    ];
    const { status, stdout } = spawnSync(process.execPath, compiler, { cwd: directory, encoding: 'utf8' });
    return { status, stdout };
  } finally {
    rmSync(directory, { recursive: true });
  }
}
