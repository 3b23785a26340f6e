/** Compressed lists, unpacked as they arrive: no more is in memory at a time than the buffers of the streams. */
import { once } from 'node:events';
import { pipeline, type Readable, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ListError } from './list-error.ts';

const gzip = [0x1f, 0x8b];
/** How files of other kinds begin, by their specifications. */
const unread = {
  zip: [0x50, 0x4b, 0x03, 0x04],
  xz: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00],
  bzip2: [0x42, 0x5a, 0x68],
  zstd: [0x28, 0xb5, 0x2f, 0xfd],
  '7-Zip': [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c],
};
const longestBeginning = 6;

/**
 * The list itself: decoded as Content-Encoding says, and unpacked if that is a gzip file (RFC 1952), of several
 * members too.
 * @param maxBytes of everything that is unpacked on the way
 * @returns a stream that fails with ListError `too_large`, `damaged_compression`, or the error of `body`
 * @throws ListError `unsupported_compression`, or what the stream would fail with
 */
export async function unpack(body: Readable, encoding: string, maxBytes: number): Promise<Readable> {
  const file = join(decode(body, encoding, maxBytes), createBeginningReader());
  const [beginning] = await once(file, 'beginning');
  if (startsWith(beginning, gzip)) return gunzip(file, maxBytes);
  const kind = Object.entries(unread).find(([, magic]) => startsWith(beginning, magic))?.[0];
  if (kind === undefined) return file;
  file.destroy();
  throw unsupported(kind);
}

/** Passes everything on, but fails once it is more than `maxBytes`; `onBytes` hears of each chunk that passes. */
export function createCap(maxBytes: number, onBytes: (bytes: number) => void = () => {}): Transform {
  let total = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      total += chunk.length;
      if (total > maxBytes) return done(tooLarge(maxBytes));
      onBytes(chunk.length);
      done(null, chunk);
    },
  });
}

export function tooLarge(maxBytes: number): ListError {
  return new ListError(
    'too_large',
    `The list is larger than its limit of ${maxBytes.toLocaleString('en')} bytes.`,
  );
}

/** Whoever reads the last stream hears of every error, and ends all by ending it. */
export function join<Last extends Transform>(from: Readable, to: Last): Last {
  pipeline(from, to, () => {});
  return to;
}

function decode(body: Readable, encoding: string, maxBytes: number): Readable {
  const name = encoding.trim().toLowerCase();
  if (name === '' || name === 'identity') return body;
  if (name === 'gzip' || name === 'x-gzip') return gunzip(body, maxBytes);
  body.destroy();
  throw unsupported(name);
}

function gunzip(packed: Readable, maxBytes: number): Readable {
  const unpacked = createGunzip({ chunkSize: 64 * 1024 });
  return join(join(packed, unpacked), createCap(maxBytes));
}

/** Passes everything on, and emits `beginning` with the first bytes before that, as many as any kind needs. */
function createBeginningReader(): Transform {
  let held: Buffer | null = Buffer.alloc(0);
  function release(stream: Transform): Buffer | null {
    const beginning = held;
    held = null;
    if (beginning !== null) stream.emit('beginning', beginning);
    return beginning;
  }
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (held === null) return done(null, chunk);
      held = Buffer.concat([held, chunk]);
      done(null, held.length < longestBeginning ? null : release(this));
    },
    flush(done) {
      done(null, release(this));
    },
  });
}

function startsWith(bytes: Buffer, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

function unsupported(kind: string): ListError {
  return new ListError(
    'unsupported_compression',
    `The list is compressed with ${kind}, which is not read; gzip and plain text are.`,
  );
}
