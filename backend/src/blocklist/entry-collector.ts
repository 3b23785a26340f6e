/** What becomes of the lines of a list: entries, or drops that are counted. */
import { widestPrefixLength } from '../network/address.ts';
import { aggregate } from './aggregate.ts';
import { createDropCounter, type DropReason } from './drops.ts';
import type { Reading } from './line-readers.ts';
import { ListError } from './list-error.ts';
import { createNetworkSlot, type NetworkSlot } from './network-slot.ts';
import { createPrefixBuilder } from './prefixes.ts';
import { holdsNetwork, splitRange } from './split-range.ts';

const longestSample = 100;
const longestCharacterBytes = 4;

export function createEntryCollector(maxEntries: number) {
  const slots = { first: createNetworkSlot(), last: createNetworkSlot() };
  const builders = { 4: createPrefixBuilder(4), 6: createPrefixBuilder(6) };
  const counter = createDropCounter();
  let binaryLines = 0;

  const entries = () => builders[4].length() + builders[6].length();

  function add({ family, words, prefixLength }: NetworkSlot): void {
    if (entries() === maxEntries) {
      throw new ListError(
        'too_many_entries',
        `The list has more than the ${maxEntries} entries it may have.`,
      );
    }
    builders[family].add(words, prefixLength);
  }

  /** What was read is wider than a list may block; of a range, any part of it. */
  function isTooWide(reading: 'network' | 'range'): boolean {
    const { first, last } = slots;
    const widest = widestPrefixLength[first.family];
    return reading === 'network' ? first.prefixLength < widest : holdsNetwork(first, last, widest - 1);
  }

  function drop(reason: DropReason, bytes: Uint8Array, start: number, end: number): void {
    if (reason === 'unreadable' && hasControlBytes(bytes, start, end)) binaryLines += 1;
    counter.drop(reason, () => printable(bytes.subarray(start, end)));
  }

  function refuseUseless(): void {
    if (binaryLines > entries()) throw new ListError('not_a_list', 'Most of the list is not text.');
    const [dropped] = counter.drops();
    if (dropped === undefined || entries() > 0) return;
    throw new ListError(
      'not_a_list',
      `No line of the list has an address. One of them: ${dropped.samples[0]}`,
    );
  }

  return {
    /** Where a line is read into. */
    slots,
    entries,
    drop,

    /** @throws ListError too_many_entries */
    take(reading: Reading, bytes: Uint8Array, start: number, end: number): void {
      if (reading === 'nothing') return;
      if (reading === 'unreadable' || reading === 'host_name') drop(reading, bytes, start, end);
      else if (isTooWide(reading)) drop('too_wide', bytes, start, end);
      else if (reading === 'network') add(slots.first);
      else splitRange(slots.first, slots.last, add);
    },

    /** @throws ListError not_a_list */
    finish() {
      refuseUseless();
      const read = entries();
      const { set, duplicates, covered } = aggregate({ v4: builders[4].finish(), v6: builders[6].finish() });
      counter.count('duplicate', duplicates);
      counter.count('covered', covered);
      return { set, entries: read, drops: counter.drops() };
    },
  };
}

function hasControlBytes(bytes: Uint8Array, start: number, end: number): boolean {
  return bytes.subarray(start, end).some((byte) => byte < 0x20 && byte !== 0x09);
}

/** Cut to a readable length; what cannot be seen, or turns the text around it, is replaced. */
function printable(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.subarray(0, longestCharacterBytes * longestSample)).toString('utf8');
  const visible = text.replaceAll(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, '\u{fffd}');
  return [...visible].slice(0, longestSample).join('');
}
