import type { Address } from '../network/address.ts';
import { entryText } from './entry-text.ts';
import { findCovering } from './prefix-order.ts';
import { type PrefixSet, toPrefixes } from './prefixes.ts';

/**
 * Finds, in a sorted, minimal set, the entry that holds all of an address or network; null where none does.
 *
 *     createLookUp(set)(parseAddress('203.0.113.7')) // '203.0.113.0/24'
 */
export function createLookUp(set: PrefixSet): (address: Address) => string | null {
  return (address) => {
    const family = `v${address.family}` as const;
    const entry = findCovering(set[family], toPrefixes(address), 0);
    return entry === null ? null : entryText(set[family], entry);
  };
}
