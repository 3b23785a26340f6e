import { expect, test } from 'vitest';
import { runWorker } from './worker.ts';

function script(text: string): URL {
  const imports = 'import { parentPort, workerData } from "node:worker_threads";';
  return new URL(`data:text/javascript,${encodeURIComponent(`${imports}\n${text}`)}`);
}

test('hands its data in, its messages on, and its result back', async () => {
  const messages: unknown[] = [];
  const result = await runWorker<number>({
    script: script(
      'parentPort.postMessage({ stage: "half" }); parentPort.postMessage({ result: workerData.number * 2 });',
    ),
    data: { number: 21 },
    onMessage: (message) => messages.push(message),
  });
  expect(result).toBe(42);
  expect(messages).toEqual([{ stage: 'half' }]);
});

test('an error in the thread becomes the caller’s, with its own message', async () => {
  const failing = runWorker({ script: script('throw new Error("line 3 is no address")'), data: null });
  await expect(failing).rejects.toThrow('line 3 is no address');
});

test('an abort ends a thread that would never end', async () => {
  const controller = new AbortController();
  const endless = runWorker({
    script: script('parentPort.postMessage("running"); for (;;);'),
    data: null,
    signal: controller.signal,
    onMessage: () => controller.abort(new Error('enough')),
  });
  await expect(endless).rejects.toThrow('enough');
});

test('an abort before the start starts no thread', async () => {
  const never = runWorker({
    script: script('parentPort.postMessage({ result: 1 })'),
    data: null,
    signal: AbortSignal.abort(new Error('too late')),
  });
  await expect(never).rejects.toThrow('too late');
});

test('a thread that takes too much memory ends alone, and says so', async () => {
  const greedy = runWorker({
    script: script('const kept = []; for (;;) kept.push(new Array(100_000).fill(1.5));'),
    data: null,
    resourceLimits: { maxOldGenerationSizeMb: 16 },
  });
  await expect(greedy).rejects.toThrow('needs more memory than BanGUI may use for it');
});

test.each(['', 'process.exit(3)'])('a thread without a result (%j) is a failure', async (text) => {
  await expect(runWorker({ script: script(text), data: null })).rejects.toThrow('without a result');
});
