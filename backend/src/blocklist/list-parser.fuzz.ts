// Feeds mutated lists to the parser: node backend/src/blocklist/list-parser.fuzz.ts [count] [seed]

import { ListError } from './list-error.ts';
import { createListParser, type ListFormat } from './list-parser.ts';
import { digestOf } from './set-files.ts';

/** What a run found; `failures` holds the lists, in hex, that crashed or read differently when cut differently. */
export interface FuzzReport {
  readonly count: number;
  read: number;
  readonly refused: Record<string, number>;
  readonly failures: string[];
  slowestMilliseconds: number;
}

/** The beginnings of lists as they are published, and of what comes instead of them. */
const corpus = [
  '# blocklist\n192.0.2.1\n198.51.100.0/24 ; SBL1\n2001:db8::/32 // v6\n\n203.0.113.9\t12\n',
  '\u{feff}192.0.2.1\r\n::ffff:192.0.2.2\r\n10.0.0.0/8\r\n0.0.0.0/0\r\nexample.com\r\n',
  'create a hash:net family inet\nadd a 192.0.2.0/24 timeout 0\nadd a 198.51.100.7 nomatch\nadd b 203.0.113.1\n',
  'Some Org:192.0.2.0-192.0.2.255\nOther:198.51.100.1-198.51.100.77\n9.255.255.255 - 12.0.0.0\n',
  '2001:db8::1 - 2001:db8:ffff::\n::-::ffff\n255.255.255.0-255.255.255.255\n192.0.2.9-192.0.2.1\n',
  'when;address;note\n"2026-01-01, 12:00";"192.0.2.1";"a ""b"""\n2026;198.51.100.0/24\n',
  'Start\tEnd\tNetblock\n192.0.2.0\t192.0.2.255\t24\t3047\n198.51.100.0\t198.51.100.127\t25\t1\n',
  '<!doctype html>\n<html><body>192.0.2.1</body></html>\n',
  `192.0.2.1 ${'x'.repeat(4_100)}\n192.0.2.2\n${'203.0.113.1\n'.repeat(150)}`,
].map((text) => Buffer.from(text));

const fragments = [
  '\n',
  '\r',
  '\r\n',
  '\0',
  '#',
  '/',
  '//',
  '-',
  ' - ',
  ':',
  '::',
  '.',
  ',',
  '"',
  '\t',
  '/33',
  '<',
  '0',
]
  .map((text) => Buffer.from(text))
  .concat(Buffer.from('fffe', 'hex'), Buffer.from('efbbbf', 'hex'), Buffer.from('8f', 'hex'));

const formats: readonly ListFormat[] = ['auto', 'auto', 'plain', 'ipset', 'range', 'csv', 'dshield'];

type Random = (below: number) => number;

/** A small fast generator of whole numbers below its argument, so that a seed repeats a run. */
function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function pick<T>(items: readonly T[], random: Random): T {
  return items[random(items.length)] as T;
}

function mutate(original: Buffer, random: Random): Buffer {
  let list = original;
  for (let rounds = random(6); rounds > 0; rounds -= 1) {
    const at = random(list.length + 1);
    const inserted = random(4) === 0 ? pick(corpus, random).subarray(random(40)) : pick(fragments, random);
    list = Buffer.concat([list.subarray(0, at), inserted, list.subarray(at + random(5))]);
  }
  return list;
}

function cut(list: Buffer, random: Random): Buffer[] {
  const longest = pick([1, 7, 100, 5_000], random);
  const chunks: Buffer[] = [];
  for (let at = 0; at < list.length; ) {
    const end = at + 1 + random(longest);
    chunks.push(list.subarray(at, end));
    at = end;
  }
  return chunks;
}

/** The outcome as text: everything that is known of a list, or the code that refuses it. */
function outcomeOf(chunks: readonly Buffer[], format: ListFormat): string {
  const parser = createListParser({ format, csvColumn: 2, maxEntries: 120, maxBytes: 9_000 });
  try {
    for (const chunk of chunks) parser.push(chunk);
    const { set, ...rest } = parser.finish();
    return JSON.stringify({ ...rest, digest: digestOf(set) });
  } catch (error) {
    if (error instanceof ListError) return error.code;
    throw error;
  }
}

/** @param options.seed repeats a run exactly */
export function fuzzListParser(options: { count: number; seed: number }): FuzzReport {
  const random = createRandom(options.seed);
  const report: FuzzReport = {
    count: options.count,
    read: 0,
    refused: {},
    failures: [],
    slowestMilliseconds: 0,
  };
  for (let index = 0; index < options.count; index += 1) {
    tryList(mutate(corpus[index % corpus.length] as Buffer, random), pick(formats, random), random, report);
  }
  return report;
}

function tryList(list: Buffer, format: ListFormat, random: Random, report: FuzzReport): void {
  const startedAt = performance.now();
  try {
    const whole = outcomeOf([list], format);
    if (outcomeOf(cut(list, random), format) !== whole) report.failures.push(list.toString('hex'));
    if (whole.startsWith('{')) report.read += 1;
    else report.refused[whole] = (report.refused[whole] ?? 0) + 1;
  } catch {
    report.failures.push(list.toString('hex'));
  }
  report.slowestMilliseconds = Math.max(report.slowestMilliseconds, performance.now() - startedAt);
}

if (import.meta.main) {
  const report = fuzzListParser({
    count: Number(process.argv[2] ?? 200_000),
    seed: Number(process.argv[3] ?? 1),
  });
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  process.exitCode = report.failures.length === 0 ? 0 : 1;
}
