/** A range of addresses as networks. */
import { bitsOfFamily } from '../network/address.ts';
import { clearHostBits, createNetworkSlot, hostMask, type NetworkSlot, setHostBits } from './network-slot.ts';

const part = createNetworkSlot();

/**
 * Tells the fewest networks that cover all from `first` to `last` and nothing else, in order: at most 62 for IPv4,
 * 254 for IPv6. The slot handed over is written over by the next one.
 */
export function splitRange(first: NetworkSlot, last: NetworkSlot, onPart: (part: NetworkSlot) => void): void {
  part.family = first.family;
  part.words.set(first.words);
  for (;;) {
    part.prefixLength = widestPrefixLengthAt(part, last);
    onPart(part);
    setHostBits(part);
    if (compareAddresses(part, last) === 0) return;
    increment(part);
  }
}

/** Whether the range holds a whole network of this prefix length, or a wider one. */
export function holdsNetwork(first: NetworkSlot, last: NetworkSlot, prefixLength: number): boolean {
  part.family = first.family;
  part.words.set(first.words);
  part.prefixLength = prefixLength;
  clearHostBits(part);
  if (compareAddresses(part, first) !== 0) {
    setHostBits(part);
    if (compareAddresses(part, last) >= 0) return false;
    increment(part);
  }
  return endsWithin(part.words, prefixLength, last);
}

/** Of the widest network that begins here and does not end after `last`. */
function widestPrefixLengthAt({ family, words }: NetworkSlot, last: NetworkSlot): number {
  let prefixLength: number = bitsOfFamily[family];
  while (prefixLength > 0 && !hasBit(words, prefixLength - 1) && endsWithin(words, prefixLength - 1, last)) {
    prefixLength -= 1;
  }
  return prefixLength;
}

function hasBit(words: Uint32Array, bit: number): boolean {
  return ((words[bit >>> 5] as number) & (0x8000_0000 >>> (bit & 31))) !== 0;
}

function endsWithin(words: Uint32Array, prefixLength: number, last: NetworkSlot): boolean {
  const width = last.family === 4 ? 1 : 4;
  for (let word = 0; word < width; word += 1) {
    const end = ((words[word] as number) | hostMask(prefixLength, word)) >>> 0;
    const limit = last.words[word] as number;
    if (end !== limit) return end < limit;
  }
  return true;
}

/** Negative, zero or positive; of the same family. */
export function compareAddresses(one: NetworkSlot, other: NetworkSlot): number {
  const width = one.family === 4 ? 1 : 4;
  for (let word = 0; word < width; word += 1) {
    const difference = (one.words[word] as number) - (other.words[word] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The address after the given one, which is not the last of all. */
function increment({ family, words }: NetworkSlot): void {
  let word = family === 4 ? 0 : 3;
  while (words[word] === 0xffff_ffff) {
    words[word] = 0;
    word -= 1;
  }
  words[word] = (words[word] as number) + 1;
}
