/**
 * A set as bytes, to be kept in a file: a header, then the words and the prefix lengths of both families, just as they
 * are in memory, so that reading a million entries is reading five megabytes.
 *
 *     0  magic and version   uint32, uint32   in the byte order of the machine, which a file never leaves
 *     8  entries v4, v6      uint32, uint32
 *    16  SHA-256 of the entry counts and all that follows the header
 *    48  words v4, words v6, prefix lengths v4, prefix lengths v6
 */
import { createHash } from 'node:crypto';
import { ListError } from './list-error.ts';
import type { Prefixes, PrefixSet } from './prefixes.ts';

export const headerBytes = 48;

const magic = 0x4e414f42;
const version = 1;
const digestOffset = 16;
const entryBytes = { 4: 4 + 1, 6: 16 + 1 } as const;

/** Of the entries: the same entries, whatever they came from, have the same one. SHA-256 in hexadecimal. */
export function digestOf(set: PrefixSet): string {
  return hash(countsOf(set), columnsOf(set)).toString('hex');
}

/** The header and the columns, none of them copied. */
export function* setBytes(set: PrefixSet): Iterable<Uint8Array> {
  const counts = countsOf(set);
  const columns = columnsOf(set);
  yield bytesOf(new Uint32Array([magic, version]));
  yield counts;
  yield hash(counts, columns);
  yield* columns;
}

/**
 * How many bytes the file has by its header.
 * @throws ListError set_damaged
 */
export function expectedBytes(header: Uint8Array): number {
  const [foundMagic, foundVersion, count4, count6] = headerWords(header);
  if (foundMagic !== magic || foundVersion !== version) throw damaged('it does not begin as one');
  return headerBytes + (count4 ?? 0) * entryBytes[4] + (count6 ?? 0) * entryBytes[6];
}

/**
 * The set in a whole file, whose memory it keeps.
 * @throws ListError set_damaged
 */
export function toSet(file: ArrayBuffer): PrefixSet {
  const [, , count4 = 0, count6 = 0] = headerWords(new Uint8Array(file));
  const words6 = headerBytes + 4 * count4;
  const lengths4 = words6 + 16 * count6;
  const set: PrefixSet = {
    v4: {
      family: 4,
      length: count4,
      words: new Uint32Array(file, headerBytes, count4),
      prefixLengths: new Uint8Array(file, lengths4, count4),
    },
    v6: {
      family: 6,
      length: count6,
      words: new Uint32Array(file, words6, 4 * count6),
      prefixLengths: new Uint8Array(file, lengths4 + count4, count6),
    },
  };
  const kept = Buffer.from(file, digestOffset, headerBytes - digestOffset).toString('hex');
  if (digestOf(set) !== kept) throw damaged('its bytes are not those that were written');
  return set;
}

export function damaged(why: string): ListError {
  return new ListError('set_damaged', `A kept list is damaged: ${why}. The next import makes it anew.`);
}

function headerWords(header: Uint8Array): Uint32Array {
  return new Uint32Array(header.slice(0, digestOffset).buffer);
}

function countsOf({ v4, v6 }: PrefixSet): Uint8Array {
  return bytesOf(new Uint32Array([v4.length, v6.length]));
}

function columnsOf({ v4, v6 }: PrefixSet): Uint8Array[] {
  return [v4.words, v6.words, v4.prefixLengths, v6.prefixLengths].map(bytesOf);
}

function bytesOf({
  buffer,
  byteOffset,
  byteLength,
}: Prefixes['words'] | Prefixes['prefixLengths']): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function hash(counts: Uint8Array, columns: readonly Uint8Array[]): Buffer {
  const sha256 = createHash('sha256').update(counts);
  for (const column of columns) sha256.update(column);
  return sha256.digest();
}
