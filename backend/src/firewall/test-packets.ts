/**
 * For the packet test, each in a namespace of its own: `echo` answers every datagram, `send` asks over and over from
 * three addresses. A listed one that is answered has leaked; another one that is not has been lost.
 */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

export interface Path {
  readonly name: string;
  readonly target: string;
  readonly listed: string;
  /** All of these must always get through. */
  readonly others: readonly string[];
}

/** By path, since the last `mark`. */
export type Report = Record<string, { rounds: number; leaked: number; lost: number }>;

const port = 7777;
const patienceMilliseconds = 5_000;
/** Stands in every datagram: an answer to an earlier one does not count. */
let mark = 0;
let report: Report = {};

async function bound(address: string, at = 0): Promise<Socket> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  socket.bind(at, address);
  await once(socket, 'listening');
  return socket;
}

async function echo(): Promise<void> {
  for (const address of ['0.0.0.0', '::']) {
    const socket = createSocket({ type: address === '::' ? 'udp6' : 'udp4', ipv6Only: address === '::' });
    socket.on('message', (message, from) => socket.send(message, from.port, from.address));
    socket.bind(port, address);
    await once(socket, 'listening');
  }
}

async function sendOn(path: Path): Promise<void> {
  const listed = await bound(path.listed);
  const others = await Promise.all(path.others.map((address) => bound(address)));
  listed.on('message', (message) => {
    if (String(message) === String(mark)) countFor(path).leaked += 1;
  });
  for (;;) {
    listed.send(String(mark), port, path.target);
    const results = await Promise.all(others.map((socket) => isAnswered(socket, path.target)));
    const count = countFor(path);
    count.rounds += 1;
    count.lost += results.filter((wasAnswered) => !wasAnswered).length;
    // Leaves the processor to those whose work is watched.
    await delay(1);
  }
}

async function isAnswered(socket: Socket, target: string): Promise<boolean> {
  socket.send('?', port, target);
  const signal = AbortSignal.timeout(patienceMilliseconds);
  return once(socket, 'message', { signal }).then(
    () => true,
    () => false,
  );
}

function countFor({ name }: Path): Report[string] {
  report[name] ??= { rounds: 0, leaked: 0, lost: 0 };
  return report[name];
}

async function send(paths: readonly Path[]): Promise<void> {
  process.on('message', (word) => {
    if (word === 'mark') {
      mark += 1;
      report = {};
    }
    process.send?.(report);
  });
  await Promise.all(paths.map(sendOn));
}

const [role, paths = '[]'] = process.argv.slice(2);
process.on('disconnect', () => process.exit());
await (role === 'echo' ? echo() : send(JSON.parse(paths) as Path[]));
if (role === 'echo') process.send?.('ready');
