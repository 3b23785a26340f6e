import {
  createLineReaders,
  type LineReader,
  type LineSlots,
  type ReadableFormat,
  type Reading,
} from './line-readers.ts';
import { createNetworkSlot } from './network-slot.ts';

/**
 * What the first lines of a list are. A line that only one format explains decides: others would read its beginning
 * and miss the rest.
 */
export function detectFormat(lines: readonly Uint8Array[], csvColumn: number): ReadableFormat {
  const readers = createLineReaders(csvColumn);
  const slots: LineSlots = { first: createNetworkSlot(), last: createNetworkSlot() };
  const count = (reader: LineReader, ...wanted: readonly Reading[]): number =>
    lines.filter((line) => wanted.includes(reader(line, 0, line.length, slots))).length;

  if (count(readers.ipset, 'network', 'range') > 0) return 'ipset';
  if (count(readers.dshield, 'network') > 0) return 'dshield';
  if (count(readers.range, 'range') > 0) return 'range';
  const isCsv = count(readers.csv, 'network', 'range') > count(readers.plain, 'network', 'range');
  return isCsv ? 'csv' : 'plain';
}
