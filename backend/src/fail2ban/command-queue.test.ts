import { expect, test } from 'vitest';
import { createCommandQueue, type QueuedCommand } from './command-queue.ts';

type Named = QueuedCommand & { name: string };

const short = (name: string): Named => ({ name, priority: 'normal', isLong: false });
const long = (name: string): Named => ({ name, priority: 'normal', isLong: true });
const probe = (name: string): Named => ({ name, priority: 'probe', isLong: false });

/** Takes all commands one after the other, as the socket would. */
function drain(commands: Named[]): string[] {
  const queue = createCommandQueue<Named>();
  for (const command of commands) queue.add(command);
  const order: string[] = [];
  for (let command = queue.take(); command !== undefined; command = queue.take()) {
    order.push(command.name);
    if (command.isLong) queue.endOfLongCommand();
  }
  return order;
}

test('first come, first served', () => {
  expect(drain([short('a'), short('b'), long('c')])).toEqual(['a', 'b', 'c']);
});

test('a probe overtakes everything', () => {
  expect(drain([long('a'), short('b'), probe('p'), probe('q')])).toEqual(['p', 'q', 'a', 'b']);
});

test('after a long command the short ones that wait go before the next long one', () => {
  expect(drain([long('a'), long('b'), short('c'), short('d'), long('e')])).toEqual(['a', 'c', 'd', 'b', 'e']);
});

test('a long command is not starved by short ones that keep coming', () => {
  const queue = createCommandQueue<Named>();
  for (const command of [long('a'), long('b'), short('c')]) queue.add(command);
  queue.take();
  queue.endOfLongCommand();
  queue.add(short('later'));
  expect([queue.take(), queue.take(), queue.take()].map((command) => command?.name)).toEqual([
    'c',
    'b',
    'later',
  ]);
});

test('forgets what is removed, and gives back all that wait', () => {
  const queue = createCommandQueue<Named>();
  const [first, second] = [short('a'), short('b')];
  queue.add(first);
  queue.add(second);
  queue.remove(first);
  expect(queue.takeAll()).toEqual([second]);
  expect(queue.take()).toBeUndefined();
});
