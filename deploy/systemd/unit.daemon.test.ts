import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;
const repository = join(import.meta.dirname, '../..');

describe.skipIf(!hasSystemd)('the unit bangui.service', () => {
  let folder: string;
  let unit: string;

  // As make install places it, for the program in this repository.
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'bangui-unit-'));
    unit = join(folder, 'bangui.service');
    const text = readFileSync(join(import.meta.dirname, 'bangui.service'), 'utf8');
    writeFileSync(unit, text.replaceAll('/opt/bangui', repository));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  test('holds nothing that systemd does not understand', () => {
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', unit], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('is exposed less than 3.0 of 10', () => {
    const report = execFileSync('systemd-analyze', ['security', '--offline=true', unit], {
      encoding: 'utf8',
    });
    const exposure = Number(/Overall exposure level for bangui\.service: ([\d.]+)/.exec(report)?.[1]);
    expect(exposure).toBeLessThan(3);
  });
});
