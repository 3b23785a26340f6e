/**
 * The first 32 bits of every network that has bans, in memory: which ones lie within a wide network is told by comparing
 * numbers, where asking the file for each of a million would take a second.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { Address } from '../network/address.ts';
import { toKey } from './address-key.ts';

export interface NetworkHeads {
  /** Reads what is not in memory yet, a slice a step, so that the first question need not wait for all of it. */
  warmUp(): Generator<void>;
  /** By network id: 1 where it lies within. For networks of at most 32 bits of prefix. */
  within(network: Address): Uint8Array;
}

const networksPerSlice = 20_000;

export function createNetworkHeads(database: DatabaseSync): NetworkHeads {
  const newer = database.prepare('SELECT id, key FROM networks WHERE id > ? ORDER BY id LIMIT ?');
  let heads = new Uint32Array(0);
  let families = new Uint8Array(0);
  let prefixLengths = new Uint8Array(0);
  let lastId = 0;

  function* readNewer(): Generator<void> {
    let rows: { id: number; key: Uint8Array }[];
    do {
      rows = newer.all(lastId, networksPerSlice) as unknown as typeof rows;
      for (const { id, key } of rows) note(id, key);
      yield;
    } while (rows.length === networksPerSlice);
  }

  function note(id: number, key: Uint8Array): void {
    if (id >= heads.length) grow(id * 2);
    const family = key[0] as number;
    heads[id] = family === familyOfNames ? 0 : headOf(key);
    families[id] = family;
    prefixLengths[id] = key.at(-1) as number;
    lastId = id;
  }

  function grow(size: number): void {
    const larger = {
      heads: new Uint32Array(size),
      families: new Uint8Array(size),
      lengths: new Uint8Array(size),
    };
    larger.heads.set(heads);
    larger.families.set(families);
    larger.lengths.set(prefixLengths);
    heads = larger.heads;
    families = larger.families;
    prefixLengths = larger.lengths;
  }

  return {
    warmUp: readNewer,
    within({ family, prefixLength, ...network }) {
      for (const _ of readNewer());
      const first = headOf(toKey({ ...network, family, prefixLength }));
      const last = first + 2 ** (32 - prefixLength) - 1;
      const wanted = new Uint8Array(lastId + 1);
      for (let id = 1; id <= lastId; id += 1) {
        const head = heads[id] as number;
        const isInside = families[id] === family && head >= first && head <= last;
        wanted[id] = isInside && (prefixLengths[id] as number) >= prefixLength ? 1 : 0;
      }
      return wanted;
    },
  };
}

const familyOfNames = 0;

function headOf(key: Uint8Array): number {
  return new DataView(key.buffer, key.byteOffset).getUint32(1);
}
