import { eventually } from '@bangui/sandbox/child';
import { expect, test } from 'vitest';
import { createBackgroundRuns, type Work } from './background-runs.ts';

const untilCancelled: Work<string> = (signal) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('ended'))));

test('a run can be left and found again, with its progress and then its result', async () => {
  const runs = createBackgroundRuns<string>();
  const { promise, resolve } = Promise.withResolvers<string>();
  const started = runs.start((_, report) => {
    report({ done: 3, total: 10 });
    return promise;
  });
  const find = () => runs.find(started?.id ?? '');
  await eventually('It has reported', async () => find()?.progress.done === 3);
  expect(find()).toMatchObject({ state: 'running', result: null, endedAt: null });
  resolve('all');
  await eventually('It has ended', async () => find()?.state === 'succeeded');
  expect(find()).toMatchObject({ result: 'all', problem: null, endedAt: expect.any(Number) });
});

test('a run that fails says why', async () => {
  const runs = createBackgroundRuns<string>();
  const started = runs.start(() => Promise.reject(new Error('The log is gone.')));
  await eventually('It has ended', async () => runs.find(started?.id ?? '')?.state === 'failed');
  expect(runs.find(started?.id ?? '')).toMatchObject({ problem: 'The log is gone.', result: null });
});

test('a run can be cancelled, and others only begin when there is room', async () => {
  const runs = createBackgroundRuns<string>({ most: 1 });
  const first = runs.start(untilCancelled);
  expect(runs.start(untilCancelled)).toBeUndefined();
  runs.cancel(first?.id ?? '');
  await eventually('It has ended', async () => runs.find(first?.id ?? '')?.state === 'cancelled');
  expect(runs.start(untilCancelled)).toBeDefined();
  await runs.stop();
});

test('a run that ended long ago is forgotten when another begins', async () => {
  const runs = createBackgroundRuns<string>({ keptSeconds: -1 });
  const old = runs.start(() => Promise.resolve('done'));
  await eventually('It has ended', async () => runs.find(old?.id ?? '')?.state === 'succeeded');
  await runs.stop();
  runs.start(() => Promise.resolve('done'));
  expect(runs.find(old?.id ?? '')).toBeUndefined();
});
