/**
 * Sends a packet now and then from each of the addresses given, within the network that it runs in: a rule that stops
 * one of them has something to count.
 *   node stray-packets.ts ADDRESS…
 */
import { execFileSync } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

const LONGEST_PAUSE_MS = 900;
const DISCARD_PORT = 9;

const addresses = process.argv.slice(2);
const sockets: Socket[] = [];
for (const address of addresses) {
  execFileSync('ip', ['address', 'add', `${address}/32`, 'dev', 'lo']);
  const socket = createSocket('udp4').bind(0, address);
  await once(socket, 'listening');
  sockets.push(socket);
}
while (true) {
  const socket = sockets[Math.floor(Math.random() * sockets.length)];
  socket?.send('x'.repeat(Math.floor(Math.random() * 400)), DISCARD_PORT, '127.0.0.1');
  await sleep(Math.random() * LONGEST_PAUSE_MS);
}
