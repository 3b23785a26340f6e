import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aggregate } from './aggregate.ts';
import { type PrefixSet, toPrefixSet } from './prefixes.ts';
import {
  countEntries,
  digestOf,
  entryLines,
  readSet,
  setPath,
  writeDelta,
  writeEntryFiles,
  writeSet,
} from './set-files.ts';
import { networks, parse, setOf, textsOf } from './slow-sets.ts';

let directory: string;
let path: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'bangui-set-files-'));
  path = join(directory, 'set.bin');
});

afterEach(() => rm(directory, { recursive: true }));

const mixed = () =>
  setOf('192.0.2.1', '198.51.100.0/24', '10.0.0.0/8', '2001:db8::1', '2001:db8:1::/48', 'ff::/24');

const anySet = networks.map((addresses) => aggregate(toPrefixSet(addresses)).set);

async function linesIn(name: string): Promise<string[]> {
  const text = await readFile(join(directory, name), 'utf8');
  return text.split('\n').slice(0, -1);
}

describe('a kept set', () => {
  test('is read as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(anySet, async (set) => {
        await writeSet(path, set);
        const read = await readSet(path);
        expect(textsOf(read)).toEqual(textsOf(set));
        expect(digestOf(read)).toBe(digestOf(set));
      }),
      { numRuns: 30 },
    );
  });

  test('replaces the old one and leaves nothing else behind', async () => {
    await writeSet(path, setOf('192.0.2.1'));
    await writeSet(path, mixed());
    expect(textsOf(await readSet(path))).toEqual(textsOf(mixed()));
    expect(await readdir(directory)).toEqual(['set.bin']);
  });

  test('that cannot be written leaves nothing behind', async () => {
    await expect(writeSet(join(directory, 'none', 'set.bin'), mixed())).rejects.toMatchObject({
      code: 'ENOENT',
    });
    await writeFile(join(directory, 'file'), '');
    await expect(writeSet(join(directory, 'file', 'set.bin'), mixed())).rejects.toMatchObject({
      code: 'ENOTDIR',
    });
    expect(await readdir(directory)).toEqual(['file']);
  });

  test('is refused after any bit has changed', async () => {
    await writeSet(path, mixed());
    const whole = await readFile(path);
    for (let bit = 0; bit < whole.length * 8; bit += 1) {
      const damaged = Buffer.from(whole);
      damaged[bit >>> 3] = damaged[bit >>> 3]! ^ (1 << (bit & 7));
      await writeFile(path, damaged);
      await expect(readSet(path), `bit ${bit}`).rejects.toMatchObject({ code: 'set_damaged' });
    }
  });

  test('is refused at any other length', async () => {
    await writeSet(path, mixed());
    const whole = await readFile(path);
    for (let length = 0; length < whole.length; length += 1) {
      await writeFile(path, whole.subarray(0, length));
      await expect(readSet(path), `${length} bytes`).rejects.toMatchObject({ code: 'set_damaged' });
    }
    await writeFile(path, Buffer.concat([whole, Buffer.alloc(1)]));
    await expect(readSet(path)).rejects.toMatchObject({ code: 'set_damaged' });
  });

  test('that is gone or something else is a damaged one', async () => {
    await expect(readSet(setPath(directory, 'none'))).rejects.toMatchObject({ code: 'set_damaged' });
    await writeFile(path, '192.0.2.1\n'.repeat(20));
    await expect(readSet(path)).rejects.toMatchObject({ code: 'set_damaged' });
  });
});

test('the digest tells sets apart, and only by their entries', () => {
  expect(digestOf(setOf('192.0.2.0/25', '192.0.2.128/25'))).toBe(digestOf(setOf('192.0.2.0/24')));
  const others = [
    setOf(),
    setOf('192.0.2.0'),
    setOf('192.0.2.0/25'),
    setOf('::'),
    setOf('::/127'),
    setOf('0.0.0.0'),
  ];
  expect(new Set(others.map(digestOf)).size).toBe(others.length);
  expect(digestOf(mixed())).toMatch(/^[0-9a-f]{64}$/);
});

test('entries are counted by kind', () => {
  expect(countEntries(mixed())).toEqual({ ip4: 1, net4: 2, ip6: 1, net6: 2 });
});

describe('the files for the kernel', () => {
  test('hold an entry a line, sorted by number, each kind in a file of its own', async () => {
    expect(await writeEntryFiles(directory, mixed())).toEqual(countEntries(mixed()));
    expect(await linesIn('ip4')).toEqual(['192.0.2.1']);
    expect(await linesIn('net4')).toEqual(['10.0.0.0/8', '198.51.100.0/24']);
    expect(await linesIn('ip6')).toEqual(['2001:db8::1']);
    expect(await linesIn('net6')).toEqual(['ff::/24', '2001:db8:1::/48']);
  });

  test('are there, and empty, for an empty set', async () => {
    await writeEntryFiles(directory, setOf());
    expect(await readdir(directory)).toEqual(['ip4', 'ip6', 'net4', 'net6']);
    expect(await linesIn('ip4')).toEqual([]);
  });

  test('hold what turns any set into any other', async () => {
    await fc.assert(
      fc.asyncProperty(anySet, anySet, async (before, after) => {
        const { removed, added } = await writeDelta(directory, before, after);
        for (const kind of ['ip4', 'net4', 'ip6', 'net6'] as const) {
          const [gone, come] = [await linesIn(`del-${kind}`), await linesIn(`add-${kind}`)];
          expect([gone.length, come.length]).toEqual([removed[kind], added[kind]]);
          const old = entriesOf(before, kind);
          expect(gone.every((entry) => old.includes(entry))).toBe(true);
          expect(come.some((entry) => old.includes(entry))).toBe(false);
          const result = old.filter((entry) => !gone.includes(entry)).concat(come);
          expect(result.sort()).toEqual(entriesOf(after, kind).sort());
        }
      }),
      { numRuns: 30 },
    );
  });

  function entriesOf(set: PrefixSet, kind: 'ip4' | 'net4' | 'ip6' | 'net6'): string[] {
    return textsOf(set).filter((text) => {
      const { isNetwork, family } = parse(text);
      return kind === `${isNetwork ? 'net' : 'ip'}${family}`;
    });
  }
});

describe('entries as lines', () => {
  const linesOf = (...options: Parameters<typeof entryLines>) =>
    Buffer.concat([...entryLines(...options)]).toString('latin1');

  test('are those of both families, or of one', () => {
    const set = setOf('192.0.2.1', '2001:db8::/32');
    expect(linesOf(set, { form: 'txt' })).toBe('192.0.2.1\n2001:db8::/32\n');
    expect(linesOf(set, { form: 'txt', family: 4 })).toBe('192.0.2.1\n');
    expect(linesOf(set, { form: 'txt', family: 6 })).toBe('2001:db8::/32\n');
  });

  test('show the length of every prefix where that is asked for', () => {
    expect(linesOf(setOf('192.0.2.1', '2001:db8::1', '10.0.0.0/8'), { form: 'cidr' })).toBe(
      '10.0.0.0/8\n192.0.2.1/32\n2001:db8::1/128\n',
    );
  });

  test('come in pieces of at most 64 KiB that end with a line', () => {
    const words = Uint32Array.from({ length: 100_000 }, (_, index) => 2 * index + 1);
    const v4 = {
      family: 4,
      length: words.length,
      words,
      prefixLengths: new Uint8Array(words.length).fill(32),
    } as const;
    const pieces = [...entryLines({ v4, v6: setOf().v6 }, { form: 'txt' })];
    expect(pieces.length).toBeGreaterThan(10);
    expect(pieces.every((piece) => piece.length <= 65_536 && piece.at(-1) === 0x0a)).toBe(true);
    expect(Buffer.concat(pieces).toString('latin1').split('\n').length - 1).toBe(words.length);
  });
});
