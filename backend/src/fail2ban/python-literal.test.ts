import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type PythonLiteral, parsePythonLiteral } from './python-literal.ts';

/** What Python's `repr` writes for values that come as JSON. */
function reprs(values: unknown[]): string[] {
  const program = 'import json,sys\nprint(json.dumps([repr(v) for v in json.load(sys.stdin)]))';
  const run = spawnSync('/usr/bin/python3', ['-c', program], {
    input: JSON.stringify(values),
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout);
}

const value = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.constantFrom(null, true, false, "it's", 'both \' and "', 'a\nb\t\\'),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
    fc.array(tie('any'), { maxLength: 5 }),
  ),
})).any;

test('reads back whatever Python writes', () => {
  const values = fc.sample(value, 2000);
  for (const [index, text] of reprs(values).entries()) {
    expect(parsePythonLiteral(text), text).toEqual(values[index]);
  }
});

test('reads tuples and dictionaries', () => {
  expect(parsePythonLiteral("('a',)")).toEqual(['a']);
  expect(parsePythonLiteral('()')).toEqual([]);
  const expected = new Map<PythonLiteral, PythonLiteral>([['stacksize', 0]]);
  expect(parsePythonLiteral("['set', 'thread', {'stacksize': 0}]")).toEqual(['set', 'thread', expected]);
});

test.each([
  '',
  '[',
  "['a'",
  "['a' 'b']",
  "'a",
  'print()',
  '[1] 2',
  '{1}',
  '[,]',
  '__import__',
  '['.repeat(1000),
])('%j is no literal', (text) => {
  expect(() => parsePythonLiteral(text)).toThrow(SyntaxError);
});
