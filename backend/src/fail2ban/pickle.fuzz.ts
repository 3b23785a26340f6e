// Feeds mutated answers to the decoder: node backend/src/fail2ban/pickle.fuzz.ts [count] [seed]

import { spawnSync } from 'node:child_process';
import { decodePickle, PickleError } from './pickle.ts';

/** What a run found; `failures` holds the messages, in hex, that gave anything but a value or a PickleError. */
export type FuzzReport = {
  count: number;
  decoded: number;
  refused: Record<string, number>;
  failures: string[];
  slowestMilliseconds: number;
  heapGrowthMebibytes: number;
};

// Answers as the daemon forms them, in all protocols; Python makes them, so that they are the real thing.
const corpusProgram = `
import json, pickle
from fail2ban.exceptions import UnknownJailException
from fail2ban.server.ipdns import IPAddr
addresses = [IPAddr("203.0.113.%d" % i) for i in range(40)] + [IPAddr("2001:db8::%x" % i) for i in range(9)]
filter = [("Currently failed", 3), ("Total failed", 70000), ("File list", ["/var/log/auth.log", "/var/log/\\u00e4.log"])]
answers = [
    (0, "pong"),
    (0, None),
    (0, [("Number of jail", 2), ("Jail list", "sshd, my jail")]),
    (0, [("Filter", filter), ("Actions", [("Currently banned", 49), ("Total banned", 2**40), ("Banned IP list", addresses)])]),
    (0, addresses),
    (0, ["%s \\t2026-01-31 10:00:00 + 3600 = 2026-01-31 11:00:00" % a for a in addresses]),
    (0, [{"sshd": addresses}, {"manual": []}]),
    (0, {"a": {1, 2}, "b": frozenset([3]), "c": b"bytes", "d": bytearray(b"x"), "e": 1.5, "f": -2**80, "g": True}),
    (1, UnknownJailException("nope")),
    (1, KeyError("Invalid Action name: x")),
]
print(json.dumps([pickle.dumps(a, p).hex() for a in answers for p in range(6)]))`;

function readCorpus(): Buffer[] {
  const run = spawnSync('/usr/bin/python3', ['-c', corpusProgram], { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (run.status !== 0) throw new Error(`Python could not make the corpus: ${run.stderr}`);
  return (JSON.parse(run.stdout) as string[]).map((hex) => Buffer.from(hex, 'hex'));
}

/** A small fast generator of whole numbers below its argument, so that a seed repeats a run. */
function createRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

type Random = (below: number) => number;
type Mutation = (message: Buffer, random: Random) => Buffer;

const operationBytes = Buffer.from(
  '(.012FIJKLMNRSTUVXabcd}eghijlopqrst]u)GBC\x80\x85\x86\x87\x88\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x93\x94\x95\x96',
  'latin1',
);

const mutations: Mutation[] = [
  function flipBit(message, random) {
    const at = random(message.length);
    message[at] = (message[at] ?? 0) ^ (1 << random(8));
    return message;
  },
  function setByte(message, random) {
    message[random(message.length)] = random(256);
    return message;
  },
  function setOperation(message, random) {
    message[random(message.length)] = operationBytes[random(operationBytes.length)] ?? 0;
    return message;
  },
  function cut(message, random) {
    return message.subarray(0, random(message.length) + 1);
  },
  function remove(message, random) {
    const at = random(message.length);
    return Buffer.concat([message.subarray(0, at), message.subarray(at + 1 + random(8)), Buffer.from('.')]);
  },
  function repeat(message, random) {
    const start = random(message.length);
    const end = start + random(32) + 1;
    return Buffer.concat([message.subarray(0, end), message.subarray(start)]);
  },
  function splice(message, random) {
    const source = random(message.length);
    message.copyWithin(random(message.length), source, source + random(16));
    return message;
  },
];

function mutate(original: Buffer, random: Random): Buffer {
  let message: Buffer = Buffer.from(original);
  for (let rounds = 1 + random(4); rounds > 0; rounds -= 1) {
    message = mutations[random(mutations.length)]?.(message, random) ?? message;
  }
  return message;
}

function heapMebibytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

/**
 * Decodes `count` mutated answers.
 * @param options.seed repeats a run exactly
 */
export function fuzzPickle(options: { count: number; seed: number }): FuzzReport {
  const corpus = readCorpus();
  const random = createRandom(options.seed);
  const report: FuzzReport = {
    count: options.count,
    decoded: 0,
    refused: {},
    failures: [],
    slowestMilliseconds: 0,
    heapGrowthMebibytes: 0,
  };
  const heapBefore = heapMebibytes();
  for (let index = 0; index < options.count; index += 1) {
    const original = corpus[index % corpus.length];
    if (original !== undefined) tryMessage(mutate(original, random), report);
  }
  report.heapGrowthMebibytes = Math.round((heapMebibytes() - heapBefore) * 10) / 10;
  return report;
}

function tryMessage(message: Buffer, report: FuzzReport): void {
  const started = performance.now();
  try {
    decodePickle(message);
    report.decoded += 1;
  } catch (error) {
    if (error instanceof PickleError) report.refused[error.code] = (report.refused[error.code] ?? 0) + 1;
    else report.failures.push(message.toString('hex'));
  }
  report.slowestMilliseconds = Math.max(report.slowestMilliseconds, performance.now() - started);
}

if (import.meta.main) {
  const report = fuzzPickle({
    count: Number(process.argv[2] ?? 1_000_000),
    seed: Number(process.argv[3] ?? 1),
  });
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  process.exitCode = report.failures.length === 0 ? 0 : 1;
}
