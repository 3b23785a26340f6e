import { execFile } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { MANUAL_JAIL, type PrivateDaemon, startPrivateDaemon } from '@bangui/sandbox/daemon';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createFail2banSocket, type Fail2banSocket } from './socket.ts';

let daemon: PrivateDaemon;
let socket: Fail2banSocket;

beforeAll(async () => {
  daemon = await startPrivateDaemon({ jails: [MANUAL_JAIL] });
});

beforeEach(() => {
  socket = createFail2banSocket({
    path: daemon.socketPath,
    firstPauseMilliseconds: 20,
    longestPauseMilliseconds: 40,
  });
});

afterEach(() => socket.close());

afterAll(() => daemon.dispose());

const code = (expected: string) => ({ code: `fail2ban_${expected}` });

test('answers at once', async () => {
  expect(await socket.send(['ping'])).toBe('pong');
  const started = performance.now();
  for (let count = 0; count < 200; count += 1) await socket.send(['status']);
  expect((performance.now() - started) / 200).toBeLessThan(20);
});

test('passes on what fail2ban said', async () => {
  await expect(socket.send(['get', 'no such jail', 'banip'])).rejects.toMatchObject({
    ...code('rejected'),
    message: expect.stringContaining('UnknownJailException: no such jail'),
  });
  await expect(socket.send(['nonsense'])).rejects.toMatchObject({
    ...code('rejected'),
    message: expect.stringContaining('Invalid command'),
  });
});

test('a property that is no plain data is unreadable and costs nothing else', async () => {
  const property = socket.send(['get', 'manual', 'action', 'harmless', 'ESCAPE_CRE']);
  const ping = socket.send(['ping']);
  await expect(property).rejects.toMatchObject(code('garbage'));
  expect(await ping).toBe('pong');
});

test('a probe and short commands get their turn between long commands', async () => {
  const order: string[] = [];
  const send = async (name: string, command: string[], options = {}) => {
    await socket.send(command, options);
    order.push(name);
  };
  const first = send('long 1', ['sleep', '0.2'], { isLong: true });
  await pause(50);
  await Promise.all([
    first,
    send('long 2', ['sleep', '0.1'], { isLong: true }),
    send('short', ['version']),
    send('probe', ['ping'], { priority: 'probe' }),
  ]);
  expect(order).toEqual(['long 1', 'probe', 'short', 'long 2']);
});

test('a command that takes too long costs the connection, and the next one gets a new one', async () => {
  await expect(socket.send(['sleep', '0.3'], { deadlineMilliseconds: 100 })).rejects.toMatchObject(
    code('timed_out'),
  );
  await pause(300);
  expect(await socket.send(['ping'])).toBe('pong');
});

test('a paused daemon times out, also when its queue of connections is full, and comes back', async () => {
  await socket.send(['ping']);
  daemon.pause();
  for (let attempt = 0; attempt < 6; attempt += 1) {
    const ping = socket.send(['ping'], { deadlineMilliseconds: 50 });
    await expect(ping).rejects.toMatchObject(code('timed_out'));
    await pause(50);
  }
  daemon.resume();
  await pause(200);
  expect(await socket.send(['ping'])).toBe('pong');
});

test('a killed daemon is a lost connection, then refused, and is found again when it is back', async () => {
  const events: string[] = [];
  socket.onConnect(() => events.push('connect'));
  socket.onDisconnect((error) => events.push(error.code));
  await socket.send(['ping']);
  const underWay = expect(socket.send(['sleep', '5'])).rejects.toMatchObject(code('connection_lost'));
  await pause(50);
  await daemon.kill();
  await underWay;
  await pause(50);
  await expect(socket.send(['ping'])).rejects.toMatchObject(code('refused'));
  await daemon.start();
  expect(await socket.send(['ping'])).toBe('pong');
  expect(events).toEqual(['connect', 'fail2ban_connection_lost', 'connect']);
});

test('a stopped daemon leaves no socket', async () => {
  await daemon.stop();
  await expect(socket.send(['ping'])).rejects.toMatchObject(code('no_socket'));
  await daemon.start();
});

test('a user without the right is told so', async ({ skip }) => {
  skip(process.getuid?.() !== 0, 'only root can try it as another user; socket.test.ts tries it as this one');
  await chmod(daemon.directory, 0o755);
  await chmod(daemon.socketPath, 0o600);
  const program = `
    const { createFail2banSocket } = await import(process.argv[1]);
    await createFail2banSocket({ path: process.argv[2] }).send(['ping']).catch((error) => process.stdout.write(error.code));`;
  const module = resolve(import.meta.dirname, 'socket.ts');
  const args = ['--input-type=module', '-e', program, module, daemon.socketPath];
  const nobody = { uid: 65_534, gid: 65_534, cwd: '/' };
  const { stdout } = await promisify(execFile)(process.execPath, args, nobody);
  expect(stdout).toBe('fail2ban_permission_denied');
});
