import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@bangui/sandbox/child';
import { afterAll, expect, test } from 'vitest';
import { runTool } from './tool-process.ts';

const folder = await mkdtemp(join(tmpdir(), 'bangui-tool-'));
afterAll(() => rm(folder, { recursive: true }));

const deadlineMilliseconds = 30_000;
const shell = (script: string, options: Partial<Parameters<typeof runTool>[2]> = {}) =>
  runTool('/bin/sh', ['-c', script], { deadlineMilliseconds, ...options });

test('keeps the output of a tool that nobody listens to', async () => {
  expect(await shell('printf "a\\nb\\n"')).toBe('a\nb\n');
});

test('tells each line as it comes, however it arrives in pieces', async () => {
  const lines: string[] = [];
  const rest = await shell('printf "o"; printf "ne\\ntwo\\n\\nthr"; printf "ee\\n"', {
    onLine: (line) => void lines.push(line),
  });
  expect(lines).toEqual(['one', 'two', '', 'three']);
  expect(rest).toBe('');
});

test('ends the tool where a listener throws', async () => {
  const refuse = () => {
    throw new Error('not like this');
  };
  await expect(shell('echo one; exec tail -f /dev/null', { onLine: refuse })).rejects.toThrow(
    'not like this',
  );
});

test('hands on what the tool says when it fails', async () => {
  await expect(shell('echo "no such jail" >&2; exit 3')).rejects.toMatchObject({
    code: 'fail2ban_tool_failed',
    message: expect.stringContaining('no such jail'),
  });
});

test('says that a tool is missing', async () => {
  await expect(runTool('/no/such/tool', [], { deadlineMilliseconds })).rejects.toThrow(
    /could not start \/no\/such\/tool/,
  );
});

test('ends a tool at its deadline, together with its children', async () => {
  const pidFile = join(folder, 'overdue');
  const run = shell(withChild(pidFile), { deadlineMilliseconds: 500 });
  await expect(run).rejects.toThrow('it took longer than 0.5 s');
  await eventually('the child is gone', async () => !(await isRunning(pidFile)));
});

test('ends a tool that is cancelled, together with its children', async () => {
  const pidFile = join(folder, 'cancelled');
  const cancel = new AbortController();
  const run = shell(withChild(pidFile), {
    signal: cancel.signal,
    onLine: () => cancel.abort(new Error('never mind')),
  });
  await expect(run).rejects.toThrow('never mind');
  await eventually('the child is gone', async () => !(await isRunning(pidFile)));
});

function withChild(pidFile: string): string {
  return `tail -f /dev/null & echo $! > ${pidFile}; echo ready; wait`;
}

async function isRunning(pidFile: string): Promise<boolean> {
  const pid = Number(await readFile(pidFile, 'utf8'));
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // Whoever takes in orphans on this machine may be slow to do so.
  return !(await readFile(`/proc/${pid}/stat`, 'utf8')).includes(') Z ');
}
