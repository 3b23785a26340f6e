// The socket against programs that are not fail2ban; the real daemon is in socket.daemon.test.ts.

import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@bangui/sandbox/child';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encodePickle } from './pickle.ts';
import {
  createFail2banSocket,
  type Fail2banSocket,
  type Fail2banSocketOptions,
  type SocketObserver,
} from './socket.ts';

const END = '<F2B_END_COMMAND>';
// (0, 'pong') in protocol 2.
const PONG = Buffer.concat([Buffer.from('\x80\x02K\x00X\x04\0\0\0pong\x86.', 'latin1'), Buffer.from(END)]);

let directory: string;
let path: string;
let server: Server | undefined;
let socket: Fail2banSocket | undefined;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'bangui-socket-'));
  path = join(directory, 'fail2ban.sock');
});

afterEach(async () => {
  socket?.close();
  server?.close();
  socket = undefined;
  server = undefined;
  await rm(directory, { recursive: true, force: true });
});

/** Listens and hands each request, without its end marker, to `answer`. */
async function listen(answer: (request: string, connection: Socket) => void): Promise<void> {
  const listening = createServer((connection) => {
    connection.on('error', () => {});
    connection.on('data', (request) => answer(request.toString('latin1').replace(END, ''), connection));
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(path, resolve));
}

function open(options: Partial<Fail2banSocketOptions> = {}): Fail2banSocket {
  socket = createFail2banSocket({ path, ...options });
  return socket;
}

const code = (expected: string) => ({
  name: 'Fail2banError',
  code: `fail2ban_${expected}`,
  message: expect.stringContaining(path),
});
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('tells apart', () => {
  test('no socket', async () => {
    await expect(open().send(['ping'])).rejects.toMatchObject(code('no_socket'));
  });

  test('nobody listening', async () => {
    await writeFile(path, '');
    await expect(open().send(['ping'])).rejects.toMatchObject(code('refused'));
  });

  test('no answer', async () => {
    await listen(() => {});
    await expect(open().send(['ping'], { deadlineMilliseconds: 50 })).rejects.toMatchObject(
      code('timed_out'),
    );
  });

  test.each([
    ['text', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
    ['a broken pickle', `\x80\x02\xff${END}`],
    ['another shape', `\x80\x02N.${END}`],
    ['another code', `\x80\x02K\x07K\x01\x86.${END}`],
    ['two answers at once', `${PONG.toString('latin1')}${PONG.toString('latin1')}`],
  ])('garbage: %s', async (_, answer) => {
    await listen((_request, connection) => connection.write(answer, 'latin1'));
    await expect(open().send(['ping'])).rejects.toMatchObject(code('garbage'));
  });

  test('a class that is no data, and keeps the connection', async () => {
    await listen((request, connection) => {
      connection.write(
        request.includes('ping') ? PONG : Buffer.from(`\x80\x02cos\nsystem\n.${END}`, 'latin1'),
      );
    });
    const client = open();
    await expect(client.send(['get', 'sshd', 'action', 'x', 'object'])).rejects.toMatchObject({
      code: 'fail2ban_garbage',
    });
    expect(await client.send(['ping'])).toBe('pong');
  });

  test('a connection that ends', async () => {
    await listen((_request, connection) => connection.destroy());
    await expect(open().send(['ping'])).rejects.toMatchObject(code('connection_lost'));
  });

  test.each([
    ['ping', 'x'.repeat(10) + END],
    ['ping', '\ud800'],
  ])('what the protocol can not carry', async (...command) => {
    await expect(open().send(command)).rejects.toMatchObject({ code: 'fail2ban_invalid_argument' });
  });

  test('permission denied, unless this is root', async ({ skip }) => {
    skip(
      process.getuid?.() === 0,
      'root may open every socket; socket.daemon.test.ts tries it as another user',
    );
    await listen(() => {});
    await chmod(path, 0o000);
    await expect(open().send(['ping'])).rejects.toMatchObject(code('permission_denied'));
  });
});

test('an answer may hold the end marker, and come in any pieces', async () => {
  const text = `one ${END} two`;
  const message = Buffer.concat([
    Buffer.from('\x80\x02K\x00', 'latin1'),
    encodePickle([text]).subarray(2, -1),
    Buffer.from(`\x86.${END}`, 'latin1'),
  ]);
  const pieces = [
    message.subarray(0, 1),
    message.subarray(1, message.indexOf(END) + END.length),
    message.subarray(message.indexOf(END) + END.length),
  ];
  await listen(async (_request, connection) => {
    for (const piece of pieces) {
      connection.write(piece);
      await pause(10);
    }
  });
  expect(await open().send(['get'])).toEqual([text]);
});

test('one connection carries all commands, one at a time, each with its own answer', async () => {
  let connections = 0;
  let underWay = 0;
  await listen(async (request, connection) => {
    underWay += 1;
    expect(underWay).toBe(1);
    await pause(1);
    underWay -= 1;
    const number = Number(/\d+/.exec(request.slice(8))?.[0]);
    connection.write(Buffer.from(`\x80\x02K\x00K${String.fromCharCode(number)}\x86.${END}`, 'latin1'));
  });
  server?.on('connection', () => {
    connections += 1;
  });
  const client = open();
  const numbers = Array.from({ length: 50 }, (_, index) => index);
  expect(await Promise.all(numbers.map((number) => client.send([`n${number}`])))).toEqual(numbers);
  expect(connections).toBe(1);
});

test('a failure takes those who wait along, then fails fast, then tries again', async () => {
  let isHealthy = false;
  await listen((_request, connection) => isHealthy && connection.write(PONG));
  const client = open({ firstPauseMilliseconds: 400 });
  const events: string[] = [];
  client.onConnect(() => events.push('connect'));
  client.onDisconnect((error) => events.push(error.code));
  const first = client.send(['ping'], { deadlineMilliseconds: 50 });
  const second = client.send(['status']);
  await expect(first).rejects.toMatchObject(code('timed_out'));
  await expect(second).rejects.toMatchObject(code('timed_out'));
  isHealthy = true;
  await expect(client.send(['ping'])).rejects.toMatchObject(code('timed_out'));
  await eventually('an answer', () => client.send(['ping']).catch(() => undefined) as Promise<unknown>);
  expect(events).toEqual(['connect', 'fail2ban_timed_out', 'connect']);
});

test('a probe that waits too long gives up alone', async () => {
  await listen(async (request, connection) => {
    if (request.includes('banip')) await pause(150);
    connection.write(PONG);
  });
  const client = open();
  await client.send(['ping']);
  const long = client.send(['banip'], { isLong: true });
  const probe = client.send(['ping'], { priority: 'probe', deadlineMilliseconds: 30 });
  await expect(probe).rejects.toMatchObject(code('timed_out'));
  expect(client.busyWithLongCommand()).toBe(true);
  expect(await long).toBe('pong');
  expect(client.busyWithLongCommand()).toBe(false);
});

test('closing rejects what waits and what comes', async () => {
  await listen(() => {});
  const client = open();
  const waiting = client.send(['ping']);
  client.close();
  await expect(waiting).rejects.toMatchObject(code('connection_lost'));
  await expect(client.send(['ping'])).rejects.toMatchObject(code('connection_lost'));
});

test('an observer hears of answers and how long they took, of refusals, and of what is not there', async () => {
  const heard: unknown[] = [];
  const observer: SocketObserver = {
    onAnswer: (command, seconds) => heard.push(['answer', ...command, seconds > 0.02]),
    onFailure: (error, command) => heard.push([error.code, command?.join(' ') ?? null]),
  };
  await expect(open({ observer }).send(['ping'])).rejects.toMatchObject(code('no_socket'));
  await listen(async (request, connection) => {
    await pause(25);
    if (request.includes('ping')) connection.write(PONG);
    if (request.includes('bad')) connection.write(Buffer.from(`\x80\x02N.${END}`, 'latin1'));
  });
  const client = open({ observer });
  await client.send(['ping']);
  await expect(client.send(['bad'])).rejects.toMatchObject(code('garbage'));
  await eventually('the end of the back-off', () => client.send(['ping']).catch(() => undefined) as never);
  const waiting = client.send(['status']);
  client.close();
  await expect(waiting).rejects.toMatchObject(code('connection_lost'));
  expect(heard).toEqual([
    ['fail2ban_no_socket', null],
    ['answer', 'ping', true],
    ['answer', 'bad', true],
    ['fail2ban_garbage', 'bad'],
    ['answer', 'ping', true],
  ]);
});
