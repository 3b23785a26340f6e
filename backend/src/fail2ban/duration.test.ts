import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDuration } from './duration.ts';

/** What fail2ban itself makes of the texts; null for a text that it refuses. */
function readByFail2ban(texts: string[]): (number | null)[] {
  const program = `
import json, sys, warnings
from fail2ban.server.mytime import MyTime
warnings.simplefilter("ignore")
def seconds(text):
    try: return MyTime.str2seconds(text)
    except Exception: return None
print(json.dumps([seconds(text) for text in json.load(sys.stdin)]))`;
  const run = spawnSync('/usr/bin/python3', ['-c', program], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout);
}

const words =
  'd dd da day days w ww we wee week weeks mo mon month months y yy ye yea year years s ss se sec second seconds m mm mi min minute minutes h hh ho hou hour hours H Day MO'.split(
    ' ',
  );
const number = fc.oneof(
  fc.nat(10_000).map(String),
  fc.tuple(fc.nat(99), fc.nat(9)).map(([whole, tenth]) => `${whole}.${tenth}`),
);
const term = fc
  .tuple(number, fc.constantFrom('', ' '), fc.constantFrom(...words))
  .map((parts) => parts.join(''));
const duration = fc
  .tuple(
    fc.constantFrom('', '-', '+'),
    term,
    fc.array(fc.tuple(fc.constantFrom('', ' ', '  ', '+', '-', ' + ', ' - '), term), { maxLength: 4 }),
  )
  .map(([sign, first, rest]) => sign + first + rest.map((parts) => parts.join('')).join(''));

test.each([
  ['600', 600],
  ['-1', -1],
  ['10m', 600],
  ['1d 12h', 129_600],
  ['1d12h', 129_600],
  ['1y6mo', 47_336_400],
  ['1year-6mo', 15_778_800],
  ['1hour+30min', 5_400],
  [' 1h ', 3_600],
  ['1.5s', 1.5],
])('%j is %d seconds', (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds);
});

test.each(['', 'm', '1x', '010', '1h 1x', '1h*2', '--1', 'None', '1 2', '__import__("os")'])(
  '%j is none',
  (text) => {
    expect(parseDuration(text)).toBeNull();
  },
);

test('any duration is worth what fail2ban makes of it', () => {
  const texts = fc.sample(fc.oneof(duration, number), 3000);
  const expected = readByFail2ban(texts);
  for (const [index, text] of texts.entries())
    expect(parseDuration(text), text).toBeCloseTo(expected[index]!, 6);
});

test('what is read at all is read as fail2ban reads it', () => {
  const pieces = fc.constantFrom('1', '0', '12', '.', 'd', 'h', 'mo', 'm', ' ', '+', '-', '_', 's', 'x');
  const texts = fc
    .sample(fc.array(pieces, { minLength: 1, maxLength: 6 }), 5000)
    .map((parts) => parts.join(''))
    .filter((text) => parseDuration(text) !== null);
  const expected = readByFail2ban(texts);
  for (const [index, text] of texts.entries())
    expect(parseDuration(text), text).toBeCloseTo(expected[index]!, 6);
});
