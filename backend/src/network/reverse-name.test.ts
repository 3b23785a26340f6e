import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { type Address, parseAddress } from './address.ts';
import { reverseNames } from './reverse-name.ts';

let server: Socket | undefined;

afterEach(() => server?.close());

const codes = { answered: 0, failed: 2, unknown: 3 } as const;

/** A name server on this machine that gives the same answer to everybody; null: none at all. */
async function startNameServer(code: keyof typeof codes | null, names: string[] = []): Promise<string[]> {
  const socket = createSocket('udp4');
  server = socket;
  socket.on('message', (query, { port, address }) => {
    if (code !== null) socket.send(answer(query, codes[code], names), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return [`127.0.0.1:${socket.address().port}`];
}

/** RFC 1035, section 4: the question again, and a PTR record for each name. */
function answer(query: Buffer, code: number, names: string[]): Buffer {
  const header = Buffer.from(query.subarray(0, 12));
  header.writeUInt16BE(0x8180 | code, 2);
  header.writeUInt16BE(names.length, 6);
  header.writeUInt16BE(0, 10);
  const end = query.indexOf(0, 12) + 5;
  const records = names.map((name) => {
    const labels = name
      .split('.')
      .map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)]));
    const data = Buffer.concat([...labels, Buffer.from([0])]);
    const head = Buffer.from([0xc0, 12, 0, 12, 0, 1, 0, 0, 0, 60, 0, 0]);
    head.writeUInt16BE(data.length, 10);
    return Buffer.concat([head, data]);
  });
  return Buffer.concat([header, query.subarray(12, end), ...records]);
}

test('an address has the names that its name server tells', async () => {
  const servers = await startNameServer('answered', ['host.example.org', 'alias.example.org']);
  const { names, problem } = await reverseNames(parseAddress('203.0.113.7') as Address, servers);
  expect([...names].sort()).toEqual(['alias.example.org', 'host.example.org']);
  expect(problem).toBeNull();
});

test('an address without a name is no failure', async () => {
  const servers = await startNameServer('unknown');
  expect(await reverseNames(parseAddress('2001:db8::7') as Address, servers)).toEqual({
    names: [],
    problem: null,
  });
});

test('a name server that cannot tell is one', async () => {
  const servers = await startNameServer('failed');
  expect(await reverseNames(parseAddress('203.0.113.7') as Address, servers)).toEqual({
    names: [],
    problem: 'failed',
  });
});

test('a name server that does not answer is not waited for', async () => {
  const servers = await startNameServer(null);
  expect(await reverseNames(parseAddress('203.0.113.7') as Address, servers)).toEqual({
    names: [],
    problem: 'timed_out',
  });
});

test('what somebody has written into a name cannot control a terminal', async () => {
  const servers = await startNameServer('answered', ['evil\u001b[31m.example.org']);
  const { names } = await reverseNames(parseAddress('203.0.113.7') as Address, servers);
  expect(names.join()).not.toMatch(/\p{Cc}/u);
});
