/**
 * How often something happened in each quarter of an hour of a month, as few bytes: for every quarter that is not empty
 * its distance from the one before and its count, both as variable-length integers (LEB128, DWARF 5, section 7.6).
 * Every time zone's hours, days and months begin at a quarter of an hour of UTC.
 */
export const slotSeconds = 900;

/** A month has at most 31 days of 96 quarters. */
export const slotsPerMonth = 2_976;

/**
 * Tells every quarter of an hour that is not empty, with its count.
 * @throws RangeError where the bytes are not what `encodeSlots` has written
 */
export function eachSlot(bytes: Uint8Array, tell: (slot: number, count: number) => void): void {
  let position = 0;
  let slot = -1;
  const next = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[position];
      if (byte === undefined) throw new RangeError('Counts end in the middle of a number');
      position += 1;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  while (position < bytes.length) {
    slot += next();
    if (slot >= slotsPerMonth) throw new RangeError('Counts go beyond the end of their month');
    tell(slot, next());
  }
}

/** @param counts by slot, in any order */
export function encodeSlots(counts: ReadonlyMap<number, number>): Uint8Array {
  const bytes: number[] = [];
  const put = (number: number): void => {
    let rest = number;
    for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
    bytes.push(rest);
  };
  let before = -1;
  for (const [slot, count] of [...counts].sort(([one], [other]) => one - other)) {
    put(slot - before);
    put(count);
    before = slot;
  }
  return Uint8Array.from(bytes);
}
