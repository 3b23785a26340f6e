import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test, vi } from 'vitest';

vi.setConfig({ testTimeout: 30_000 });

/** Made as often as possible at the same moment. */
const script = `
  const { createSetupToken } = await import(process.argv[1]);
  const tokens = [];
  for (let round = 0; round < 20; round += 1) {
    const moment = Math.ceil(Date.now() / 50) * 50;
    while (Date.now() < moment);
    tokens.push(createSetupToken(process.argv[2] + round).get());
  }
  console.log(JSON.stringify(tokens));
`;

test('instances that start at the same moment have the same token', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bangui-token-'));
  const module = new URL('./setup-token.ts', import.meta.url).href;
  const ask = async (): Promise<string[]> => {
    const given = ['--input-type=module', '--eval', script, module, join(folder, 'token-')];
    return JSON.parse((await promisify(execFile)(process.execPath, given)).stdout);
  };
  const [one, other] = await Promise.all([ask(), ask()]);
  expect(one).toEqual(other);
  expect((await readdir(folder)).sort()).toEqual(one?.map((_, round) => `token-${round}`).sort());
  expect(await readFile(join(folder, 'token-0'), 'utf8')).toBe(`${one?.[0]}\n`);
  await rm(folder, { recursive: true });
});
