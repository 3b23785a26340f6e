/** Entries as lines of text, some 64 KiB at a time. */
import { bitsOfFamily } from '../network/address.ts';
import { longestEntryText, writeEntryText } from './entry-text.ts';
import type { Prefixes, PrefixSet } from './prefixes.ts';

export interface LineOptions {
  /** Both where it is not given, IPv4 first. */
  readonly family?: 4 | 6;
  /** `cidr` writes the prefix length of single addresses as well: `192.0.2.1/32`. */
  readonly form: 'txt' | 'cidr';
}

const chunkBytes = 64 * 1024;
const lineFeed = 0x0a;

export function* entryLines({ v4, v6 }: PrefixSet, { family, form }: LineOptions): Iterable<Buffer> {
  const families = [v4, v6].filter((prefixes) => family === undefined || prefixes.family === family);
  for (const prefixes of families) yield* linesOf(prefixes, 'all', form === 'cidr');
}

/** @param which only single addresses, or only networks */
export function* linesOf(
  prefixes: Prefixes,
  which: 'all' | 'addresses' | 'networks',
  isLengthShown: boolean,
): Iterable<Buffer> {
  const bits = bitsOfFamily[prefixes.family];
  let chunk = Buffer.allocUnsafe(chunkBytes);
  let at = 0;
  for (let entry = 0; entry < prefixes.length; entry += 1) {
    const isAddress = prefixes.prefixLengths[entry] === bits;
    if (which !== 'all' && isAddress !== (which === 'addresses')) continue;
    at = writeEntryText(chunk, at, prefixes, entry, isLengthShown);
    chunk[at++] = lineFeed;
    if (at + longestEntryText < chunkBytes) continue;
    yield chunk.subarray(0, at);
    chunk = Buffer.allocUnsafe(chunkBytes);
    at = 0;
  }
  if (at > 0) yield chunk.subarray(0, at);
}
