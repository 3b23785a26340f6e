import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fuzzPickle } from './pickle.fuzz.ts';
import {
  decodePickle,
  encodePickle,
  PickledAddressFile,
  PickledException,
  PickleError,
  type PickleInput,
  type PickleValue,
} from './pickle.ts';

const protocols = [0, 1, 2, 3, 4, 5];

/** Runs a Python program of one argument list and gives back the JSON that it prints. */
function python<Result>(program: string, input: unknown): Result {
  const run = spawnSync(
    '/usr/bin/python3',
    ['-c', `import json,pickle,sys\ninput=json.load(sys.stdin)\n${program}`],
    {
      input: JSON.stringify(input),
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  );
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout);
}

/** Pickles Python expressions with the real pickler, each in every protocol. */
function pickleExpressions(expressions: string[]): Buffer[][] {
  const program = `
import sqlite3, os
from fail2ban.exceptions import UnknownJailException, DuplicateJailException
from fail2ban.server.ipdns import IPAddr
print(json.dumps([[pickle.dumps(eval(e), p).hex() for p in range(6)] for e in input]))`;
  return python<string[][]>(program, expressions).map((row) => row.map((hex) => Buffer.from(hex, 'hex')));
}

/** A Python literal and the value that must come out of it. */
type Sample = { python: string; value: PickleValue };

const quote = (text: string) => JSON.stringify(text).replaceAll('\x7f', '\\x7f');
const integer = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.bigInt({ min: -(2n ** 300n), max: 2n ** 300n }),
);
const toValue = (number: number | bigint) =>
  Number.isSafeInteger(Number(number)) ? Number(number) : BigInt(number);

const scalar: fc.Arbitrary<Sample> = fc.oneof(
  fc.constantFrom<Sample>(
    { python: 'None', value: null },
    { python: 'True', value: true },
    { python: 'False', value: false },
  ),
  integer.map((number) => ({ python: String(number), value: toValue(number) })),
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .filter((number) => !Object.is(number, -0))
    .map((number) => ({ python: `float("${number}")`, value: number })),
  fc.string({ unit: 'binary' }).map((text) => ({ python: `json.loads(${quote(quote(text))})`, value: text })),
  fc.string({ maxLength: 300 }).map((text) => ({ python: `json.loads(${quote(quote(text))})`, value: text })),
  fc
    .uint8Array({ maxLength: 300 })
    .map((bytes) => ({ python: `bytes([${[...bytes]}])`, value: Uint8Array.from(bytes) })),
);

const hashable = fc.oneof(
  integer.map((number) => ({ python: String(number), value: toValue(number) })),
  fc.string().map((text) => ({ python: `json.loads(${quote(quote(text))})`, value: text })),
);

const distinct = (samples: Sample[]) =>
  new Map(samples.map((sample) => [sample.value, sample])).values().toArray();

const sample = fc.letrec<{ any: Sample }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('any'), { maxLength: 5 }).map((items) => ({
      python: `[${items.map((item) => item.python)}]`,
      value: items.map((item) => item.value),
    })),
    fc.array(tie('any'), { maxLength: 5 }).map((items) => ({
      python: `(${items.map((item) => `${item.python},`).join('')})`,
      value: items.map((item) => item.value),
    })),
    fc.array(hashable, { maxLength: 5 }).map((items) => ({
      python: `set([${distinct(items).map((item) => item.python)}])`,
      value: new Set(items.map((item) => item.value)),
    })),
    fc.array(hashable, { maxLength: 5 }).map((items) => ({
      python: `frozenset([${distinct(items).map((item) => item.python)}])`,
      value: new Set(items.map((item) => item.value)),
    })),
    fc.array(fc.tuple(hashable, tie('any')), { maxLength: 5 }).map((pairs) => ({
      python: `dict([${pairs.map(([key, item]) => `(${key.python},${item.python})`)}])`,
      value: new Map(pairs.map(([key, item]) => [key.value, item.value])),
    })),
  ),
})).any;

function codeOf(bytes: Uint8Array): string {
  try {
    decodePickle(bytes);
    return 'decoded';
  } catch (error) {
    if (error instanceof PickleError) return error.code;
    throw error;
  }
}

describe('decoding', () => {
  test('gives what the real pickler was given, in every protocol', () => {
    const samples = fc.sample(sample, 1500);
    const pickles = pickleExpressions(samples.map((one) => one.python));
    for (const [index, one] of samples.entries()) {
      for (const protocol of protocols) {
        expect(decodePickle(pickles[index]![protocol]!), `${one.python}, protocol ${protocol}`).toEqual(
          one.value,
        );
      }
    }
  });

  test('reads a file of addresses by its name alone', () => {
    const program = `
import types
module = sys.modules["fail2ban.server.ipdns"] = types.ModuleType("fail2ban.server.ipdns")
class FileIPAddrSet(set): pass
FileIPAddrSet.__module__ = module.__name__
module.FileIPAddrSet = FileIPAddrSet
entry = FileIPAddrSet(["192.0.2.1"])
entry.fileName = "/etc/ours"
print(json.dumps([pickle.dumps([entry, "192.0.2.2"], p).hex() for p in range(2, 6)]))`;
    for (const hex of python<string[]>(program, null)) {
      const [file, address] = decodePickle(Buffer.from(hex, 'hex')) as PickleValue[];
      expect(file).toEqual(Object.assign(new PickledAddressFile(), { path: '/etc/ours' }));
      expect(address).toBe('192.0.2.2');
    }
  });

  test('keeps one object that is used twice one object', () => {
    const [pickles = []] = pickleExpressions(['(lambda x: [x, x])(["a"])']);
    for (const bytes of pickles) {
      const [first, second] = decodePickle(bytes) as PickleValue[];
      expect(first).toBe(second);
    }
  });

  test('reads addresses and exceptions as data', () => {
    const [addresses = [], unknown = [], denied = [], database = [], surrogate = []] = pickleExpressions([
      '(0, [IPAddr("1.2.3.4"), IPAddr("2001:db8::/32")])',
      '(1, UnknownJailException("no such"))',
      '(1, PermissionError(13, "Permission denied"))',
      '(1, sqlite3.OperationalError("database is locked"))',
      'os.fsdecode(b"/var/log/\\xff\\xe9.log") + "\\ufffd"',
    ]);
    for (const bytes of addresses) expect(decodePickle(bytes)).toEqual([0, ['1.2.3.4', '2001:db8::/32']]);
    for (const bytes of unknown) {
      const exception = new PickledException('fail2ban.exceptions', 'UnknownJailException', ['no such']);
      expect(decodePickle(bytes)).toEqual([1, exception]);
    }
    for (const bytes of denied) {
      expect(decodePickle(bytes)).toMatchObject([1, { args: [13, 'Permission denied'] }]);
    }
    for (const bytes of database)
      expect(decodePickle(bytes)).toMatchObject([1, { name: 'OperationalError' }]);
    for (const bytes of surrogate) expect(decodePickle(bytes)).toBe('/var/log/\udcff\udce9.log\ufffd');
  });

  test.each([
    'print',
    'str',
    'os.system',
    'eval',
    '[dict]',
    'object()',
    'complex(1, 2)',
    'range(3)',
    'json.JSONDecoder',
    'IPAddr',
    'KeyError',
    'getattr(KeyError, "mro")',
  ])('refuses the class in %s', (expression) => {
    const program = 'print(json.dumps([pickle.dumps(eval(input), p).hex() for p in range(2, 6)]))';
    const pickles = python<string[]>(
      `import os\nfrom fail2ban.server.ipdns import IPAddr\n${program}`,
      expression,
    );
    for (const hex of pickles) expect(codeOf(Buffer.from(hex, 'hex'))).toBe('forbidden');
  });

  test.each([
    ['an operating system command', "cos\nsystem\n(S'true'\ntR."],
    ['an attribute of an allowed class', '\x80\x04\x8c\x08builtins\x8c\x0dstr.__class__\x93.'],
    ['a prototype property', 'cconstructor\nprototype\n.'],
    ['a persistent id', 'Pid\n.'],
  ])('refuses %s', (_, message) => {
    expect(codeOf(Buffer.from(message, 'latin1'))).toBe('forbidden');
  });

  test('a message cut anywhere is truncated', () => {
    const [pickles = []] = pickleExpressions([
      '(0, [["File list", ["/var/log/ä"]], {"a": {1, 2}}, 1.5, 2**70, b"x"])',
    ]);
    for (const bytes of pickles) {
      for (let length = 0; length < bytes.length; length += 1) {
        expect(codeOf(bytes.subarray(0, length))).toBe('truncated');
      }
    }
  });

  test.each([
    ['an unknown operation', '\xff'],
    ['an empty stack', '.'],
    ['a missing mark', 't.'],
    ['a value hidden below a mark', '](a.'],
    ['bytes after the end', 'N.N'],
    ['values left over', 'NN.'],
    ['a memo entry that does not exist', 'h\x05.'],
    ['a memo index out of range', 'Nr\xff\xff\xff\x7f.'],
    ['text that is not UTF-8', '\x8c\x02\xc3\x28.'],
    ['a protocol of the future', '\x80\x09N.'],
    ['a key without a value', '}(Nu.'],
  ])('refuses %s', (_, message) => {
    expect(codeOf(Buffer.from(message, 'latin1'))).toBe('malformed');
  });

  test('announced lengths cost nothing', () => {
    for (const operation of ['\x8d', '\x8e', '\x96', '\x95']) {
      expect(codeOf(Buffer.from(`${operation}\xff\xff\xff\xff\xff\xff\xff\x7f`, 'latin1'))).toBe('truncated');
    }
  });
});

describe('messages made to exhaust memory', () => {
  test('longer than 64 MiB', () => {
    expect(codeOf(Buffer.alloc(64 * 1024 * 1024 + 1))).toBe('too_large');
  });

  test.each([']', '}', '(', 'N', '(t', '\x8f', 'N\x94', 'F1.5\n', 'V\\u0041\n', '\x8c\x03\xef\xbf\xbd'])(
    '64 MiB of %j are refused',
    (operations) => {
      const message = Buffer.alloc(64 * 1024 * 1024, operations, 'latin1');
      expect(codeOf(message)).toBe('too_large');
    },
  );

  test('a long number', () => {
    expect(codeOf(Buffer.from(`L${'9'.repeat(5000)}L\n.`))).toBe('too_large');
    expect(codeOf(Buffer.from(`\x8b\xa0\x0f\0\0${'9'.repeat(4000)}.`, 'latin1'))).toBe('too_large');
  });

  test('lists nested two hundred thousand deep decode without recursion', () => {
    const depth = 200_000;
    const message = Buffer.from(`${']'.repeat(depth)}${'a'.repeat(depth - 1)}.`);
    expect(Array.isArray(decodePickle(message))).toBe(true);
  });

  test('a billion laughs stay shared references', () => {
    const levels = Array.from(
      { length: 60 },
      (_, level) => `](${`h${String.fromCharCode(level)}`.repeat(10)}eq${String.fromCharCode(level + 1)}0`,
    );
    const message = Buffer.from(`](U\x05laugheq\x000${levels.join('')}h\x3c.`, 'latin1');
    expect(Array.isArray(decodePickle(message))).toBe(true);
  });

  test('a big list copied into many sets', () => {
    const list = `c__builtin__\nset\nq\x000](${'K\x01'.repeat(100_000)}e\x85q\x010`;
    const message = Buffer.from(`${list}${'h\x00h\x01R0'.repeat(100_000)}N.`, 'latin1');
    expect(codeOf(message)).toBe('too_large');
  });
});

test('an answer with 50,000 addresses decodes', () => {
  const program = `
from fail2ban.server.ipdns import IPAddr
print(json.dumps(pickle.dumps((0, [IPAddr("10.%d.%d.%d" % (i >> 16, i >> 8 & 255, i & 255)) for i in range(input)]), 5).hex()))`;
  const message = Buffer.from(python<string>(program, 50_000), 'hex');
  const [, addresses] = decodePickle(message) as [number, string[]];
  expect(addresses).toHaveLength(50_000);
  expect(addresses[257]).toBe('10.0.1.1');
});

describe('encoding', () => {
  const nested: fc.Arbitrary<PickleInput[]> = fc.letrec<{ list: PickleInput[] }>((tie) => ({
    list: fc.array(fc.oneof({ depthSize: 'small' }, fc.string({ unit: 'binary' }), tie('list')), {
      maxLength: 6,
    }),
  })).list;

  test('is read back by Python unchanged', () => {
    const lists = fc.sample(nested, 500);
    const pickles = lists.map((list) => Buffer.from(encodePickle(list)).toString('hex'));
    const program = 'print(json.dumps([pickle.loads(bytes.fromhex(h)) for h in input]))';
    expect(python(program, pickles)).toEqual(lists);
  });

  test('is read back by the decoder unchanged', () => {
    fc.assert(
      fc.property(nested, (list) => {
        expect(decodePickle(encodePickle(list))).toEqual(list);
      }),
    );
  });
});

test('mutated answers give a value or a PickleError, and leave no memory behind', () => {
  const report = fuzzPickle({ count: 50_000, seed: 1 });
  expect(report.failures).toEqual([]);
});
