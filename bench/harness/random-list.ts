import { createRandom } from '@bangui/sandbox/random';

/** Distinct IPv4 addresses outside of every special-use network, in no order: `count` lines of a blocklist. */
export function randomAddresses(count: number, seed: number): Uint32Array {
  const random = createRandom(seed);
  const seen = new Set<number>();
  while (seen.size < count) {
    const first = random.integer(11, 99);
    const address = first * 2 ** 24 + random.integer(0, 2 ** 24 - 1);
    seen.add(address);
  }
  return Uint32Array.from(seen);
}

/** The same list with this share of its entries exchanged for new ones. */
export function withChanges(addresses: Uint32Array, share: number, seed: number): Uint32Array {
  const kept = addresses.slice(Math.round(addresses.length * share));
  const known = new Set(kept);
  const added = randomAddresses(Math.ceil(addresses.length * share) + 1_000, seed).filter(
    (each) => !known.has(each),
  );
  const changed = new Uint32Array(addresses.length);
  changed.set(kept);
  changed.set(added.subarray(0, addresses.length - kept.length), kept.length);
  return changed;
}

export function toLines(addresses: Uint32Array): Buffer {
  const lines = Array.from(
    addresses,
    (value) => `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}\n`,
  );
  return Buffer.from(lines.join(''));
}
