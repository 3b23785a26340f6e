import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBackwardLines } from './backward-lines.ts';
import { createForwardLines } from './forward-lines.ts';
import { createBackwardRecords, createForwardRecords, type LogRecord, mostDetails } from './log-record.ts';
import { longestLineBytes, type RawLine } from './raw-line.ts';

/** Where the bytes are cut, as shares of their length. */
const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 });

function inChunks(bytes: Buffer, shares: readonly number[]): { chunk: Buffer; offset: number }[] {
  const at = [0, ...shares.map((share) => Math.floor(share * bytes.length)), bytes.length].sort(
    (a, b) => a - b,
  );
  return at.slice(1).map((end, index) => {
    const offset = at[index] as number;
    return { chunk: bytes.subarray(offset, end), offset };
  });
}

function forwards(bytes: Buffer, shares: readonly number[]): RawLine[] {
  const lines = createForwardLines();
  return [...inChunks(bytes, shares).flatMap(({ chunk }) => lines.push(chunk)), ...lines.finish()];
}

/** In the order of the file, to be compared. */
function backwards(bytes: Buffer, shares: readonly number[]): RawLine[] {
  const lines = createBackwardLines();
  const blocks = inChunks(bytes, shares).reverse();
  return [...blocks.flatMap(({ chunk, offset }) => lines.push(chunk, offset)), ...lines.finish()].reverse();
}

const piece = fc.oneof(
  fc.constant('\n'),
  fc.string({ unit: fc.constantFrom('a', ' ', 'ü', '€', '\u{1f600}', '\0', '\r'), maxLength: 20 }),
  fc.integer({ min: longestLineBytes - 2, max: longestLineBytes + 2 }).map((length) => 'x'.repeat(length)),
);
const bytes = fc.oneof(
  fc.array(piece, { maxLength: 30 }).map((pieces) => Buffer.from(pieces.join(''))),
  fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array)),
);

test('cut anywhere and read from either end, a file has the same lines', () => {
  fc.assert(
    fc.property(bytes, cuts, cuts, (file, some, other) => {
      const lines = forwards(file, some);
      expect(backwards(file, other)).toEqual(lines);
      const parts = file.toString('latin1').split('\n');
      if (parts.at(-1) === '') parts.pop();
      expect(lines.map(({ offset, end, isFinished }) => end - offset - Number(isFinished))).toEqual(
        parts.map(({ length }) => length),
      );
      expect(lines.map(({ text }) => text)).toEqual(
        parts.map((part) => Buffer.from(part.slice(0, longestLineBytes), 'latin1').toString()),
      );
    }),
    { numRuns: 500 },
  );
});

test('lines follow each other without a gap, and the last says whether it has an end', () => {
  fc.assert(
    fc.property(bytes, cuts, (file, shares) => {
      const lines = backwards(file, shares);
      expect(lines.map(({ offset }) => offset)).toEqual(
        [0, ...lines.map(({ end }) => end)].slice(0, lines.length),
      );
      expect(lines.at(-1)?.end ?? 0).toBe(file.length);
      expect(lines.slice(0, -1).every(({ isFinished }) => isFinished)).toBe(true);
    }),
  );
});

test('of an endless line the beginning is kept, and it is marked', () => {
  const file = Buffer.from(`${'a'.repeat(longestLineBytes)}${'b'.repeat(300_000)}\nshort\n`);
  for (const lines of [forwards(file, [0.3, 0.31]), backwards(file, [0.3, 0.31])]) {
    expect(lines[0]).toMatchObject({ text: 'a'.repeat(longestLineBytes), isCut: true, end: file.length - 6 });
    expect(lines[1]).toMatchObject({ text: 'short', isCut: false });
  }
});

const said = '2026-11-25 02:17:01,123 fail2ban.filter         [1]: ERROR   it went wrong';

function asRecords(text: string): { forward: LogRecord[]; backward: LogRecord[] } {
  const lines = forwards(Buffer.from(text), []);
  const forward = createForwardRecords();
  const backward = createBackwardRecords();
  return {
    forward: [...forward.push(lines), ...forward.close()],
    backward: [...backward.push(lines.toReversed()), ...backward.close()].reverse(),
  };
}

test('a traceback belongs to the line that it goes on with', () => {
  const { forward, backward } = asRecords(`foreign\n${said}\nTraceback:\n\n  File "x"\n${said}\n`);
  expect(backward).toEqual(forward);
  expect(forward.map(({ line, text, details }) => [line?.level, text, details])).toEqual([
    [undefined, 'foreign', []],
    ['ERROR', said, ['Traceback:', '', '  File "x"']],
    ['ERROR', said, []],
  ]);
});

test('from either end a file has the same records, whatever is in it', () => {
  const foreign = fc.nat(2 * mostDetails + 10).map((count) => 'other\n'.repeat(count));
  const file = fc.array(fc.oneof(fc.constant(`${said}\n`), foreign), { maxLength: 8 });
  fc.assert(
    fc.property(file, (parts) => {
      const { forward, backward } = asRecords(parts.join(''));
      expect(backward).toEqual(forward);
    }),
  );
});

test('of endless details the beginning is kept, and the record is marked', () => {
  const { forward } = asRecords(`${said}\n${`${'x'.repeat(3_000)}\n`.repeat(5)}`);
  expect(forward).toMatchObject([{ isCut: true }]);
  expect(forward[0]?.details).toHaveLength(2);
});
