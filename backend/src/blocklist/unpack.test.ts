import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { eventually } from '@bangui/sandbox/child';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCap, join, unpack } from './unpack.ts';

const plenty = 1_000_000;
const list = Buffer.from(Array.from({ length: 500 }, (_, n) => `192.0.2.${n % 256}\n`).join(''));

async function unpacked(body: Buffer[], encoding = '', maxBytes = plenty): Promise<Buffer> {
  return buffer(await unpack(Readable.from(body, { objectMode: false }), encoding, maxBytes));
}

/** The bytes in pieces, cut wherever the numbers say. */
function cut(bytes: Buffer, places: number[]): Buffer[] {
  const ends = [...places.map((place) => place % (bytes.length + 1)), 0, bytes.length].sort((a, b) => a - b);
  return ends.slice(1).map((end, index) => bytes.subarray(ends[index], end));
}

const members = Buffer.concat([gzipSync(list), gzipSync(''), gzipSync(list)]);

test.each([
  ['a plain list', list, '', list],
  ['a gzip file', gzipSync(list), '', list],
  ['a gzip file of several members', members, '', Buffer.concat([list, list])],
  ['a list sent as gzip', gzipSync(list), 'gzip', list],
  ['a list sent as GZIP', gzipSync(list), ' X-GZIP ', list],
  ['a list sent as it is', list, 'identity', list],
  ['a gzip file sent as gzip', gzipSync(gzipSync(list)), 'gzip', list],
  ['a list shorter than any beginning', Buffer.from('::1'), '', Buffer.from('::1')],
  ['half a gzip beginning', Buffer.from([0x1f]), '', Buffer.from([0x1f])],
  ['an empty list', Buffer.alloc(0), '', Buffer.alloc(0)],
  ['an empty gzip file', gzipSync(''), '', Buffer.alloc(0)],
])('%s is read, wherever the network cuts it', async (_what, body, encoding, expected) => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(10_000), { maxLength: 20 }), async (places) => {
      expect((await unpacked(cut(body, places), encoding)).equals(expected)).toBe(true);
    }),
    { numRuns: 30 },
  );
});

test.each([
  ['truncated', gzipSync(list).subarray(0, -9)],
  ['truncated in its checksum', gzipSync(list).subarray(0, -2)],
  ['only its beginning', gzipSync(list).subarray(0, 2)],
  ['followed by something else', Buffer.concat([gzipSync(list), Buffer.from('192.0.2.1\n')])],
  ['with a flipped bit', gzipSync(list).map((byte, index) => (index === 40 ? byte ^ 4 : byte)) as Buffer],
])('a gzip file that is damaged is never taken for a whole one: %s', async (_how, body) => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(10_000), { maxLength: 5 }), async (places) => {
      await expect(unpacked(cut(body, places))).rejects.toThrow(
        expect.objectContaining({ code: expect.stringMatching(/^Z_/) }),
      );
    }),
    { numRuns: 30 },
  );
});

test.each([
  ['zip', Buffer.from('504b0304140000000800', 'hex')],
  ['xz', Buffer.from('fd377a585a000004e6d6', 'hex')],
  ['bzip2', Buffer.from('425a68393141592653', 'hex')],
  ['zstd', zstdCompressSync(list)],
  ['7-Zip', Buffer.from('377abcaf271c0004', 'hex')],
])('a %s file is refused by its name', async (kind, body) => {
  const packed = new PassThrough();
  packed.write(body);
  await expect(unpack(packed, '', plenty)).rejects.toThrow(
    expect.objectContaining({ code: 'unsupported_compression', message: expect.stringContaining(kind) }),
  );
  await eventually('the end of the body', async () => packed.destroyed);
});

test.each(['br', 'zstd', 'deflate', 'gzip, gzip'])('a list sent as %s is refused', async (encoding) => {
  const body = new PassThrough();
  await expect(unpack(body, encoding, plenty)).rejects.toThrow(
    expect.objectContaining({
      code: 'unsupported_compression',
      message: expect.stringContaining(encoding),
    }),
  );
  await eventually('the end of the body', async () => body.destroyed);
});

test.each([
  ['a gzip file', gzipSync(Buffer.alloc(20_000_000)), ''],
  ['a list sent as gzip', gzipSync(Buffer.alloc(20_000_000)), 'gzip'],
  ['a gzip file sent as gzip', gzipSync(gzipSync(Buffer.alloc(20_000_000))), 'gzip'],
  [
    'a gzip file of nothing but empty members',
    gzipSync(Buffer.concat(Array(100_000).fill(gzipSync('')))),
    'gzip',
  ],
])('a bomb ends at the cap: %s', async (_what, body, encoding) => {
  expect(body.length).toBeLessThan(plenty);
  await expect(unpacked([body], encoding)).rejects.toThrow(expect.objectContaining({ code: 'too_large' }));
});

test('a cap lets exactly as much through as it says', async () => {
  const heard: number[] = [];
  const cap = createCap(list.length, (bytes) => heard.push(bytes));
  expect(await buffer(join(Readable.from([list], { objectMode: false }), cap))).toEqual(list);
  expect(heard).toEqual([list.length]);
  const lower = join(Readable.from([list], { objectMode: false }), createCap(list.length - 1));
  await expect(buffer(lower)).rejects.toThrow(expect.objectContaining({ code: 'too_large' }));
});

test('whoever stops reading ends the body too', async () => {
  const body = new PassThrough();
  body.write(gzipSync(list));
  for await (const _chunk of await unpack(body, '', plenty)) break;
  await eventually('the end of the body', async () => body.destroyed);
});

test('the error of the body is the error of the list', async () => {
  const body = new PassThrough();
  const error = new Error('broken');
  const chunks = unpack(body, 'gzip', plenty);
  body.destroy(error);
  await expect(chunks).rejects.toBe(error);
});
