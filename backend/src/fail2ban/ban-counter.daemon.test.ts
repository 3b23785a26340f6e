import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBanCounter } from './ban-counter.ts';
import { type BanRules, banTimeFormulas } from './ban-rules.ts';

type Failure = readonly [address: string, at: number];
type Scenario = { rules: BanRules; failures: Failure[] };

const oracle = fileURLToPath(new URL('../../../sandbox/ban-oracle.py', import.meta.url));

/** fail2ban's own classes, the clock set to the time of each failure. */
function bansOfFail2ban(scenarios: Scenario[]): unknown[] {
  const output = execFileSync('/usr/bin/python3', [oracle], {
    input: JSON.stringify(scenarios),
    maxBuffer: 2 ** 28,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return JSON.parse(output.toString());
}

function bansOfOurs({ rules, failures }: Scenario): unknown[] {
  const bans: unknown[] = [];
  const counter = createBanCounter(rules, {
    onFailures: () => {},
    onBan: ({ address, at, seconds, failures: attempts, count }) =>
      bans.push([address, at, seconds, attempts, count]),
    onProlong: (address, endsAt) => bans.push([address, 'prolonged', Number.isFinite(endsAt) ? endsAt : -1]),
  });
  for (const [address, at] of failures) counter.add(address, at);
  return bans;
}

const begin = 1_700_000_000;
const addresses = ['192.0.2.1', '192.0.2.2', '2001:db8::3'];

const increments = fc.record({
  isEnabled: fc.boolean(),
  factor: fc.constantFrom(0.5, 1, 2.5),
  formula: fc.constantFrom(...banTimeFormulas),
  multipliers: fc.constantFrom([], [], [1, 2, 4], [3]),
  maxtimeSeconds: fc.constantFrom(null, null, 300, 2_000),
});

const scenarios: fc.Arbitrary<Scenario> = fc.record({
  rules: fc.record({
    maxretry: fc.integer({ min: 1, max: 6 }),
    findtimeSeconds: fc.integer({ min: 1, max: 120 }),
    bantimeSeconds: fc.constantFrom(-1, 1, 20, 90, 400),
    increment: increments,
    purgeAgeSeconds: fc.constantFrom(100, 1_000, 86_400),
  }),
  failures: fc
    .array(fc.tuple(fc.constantFrom(...addresses), fc.constantFrom(0, 0.25, 1, 2, 7, 30, 61, 200)), {
      minLength: 5,
      maxLength: 80,
    })
    .map(inTimeOrder),
});

function inTimeOrder(steps: [address: string, pause: number][]): Failure[] {
  let at = begin;
  return steps.map(([address, pause]) => {
    at += pause;
    return [address, at];
  });
}

test('bans the same addresses at the same times for as long as fail2ban’s own code, thousands of logs over', () => {
  const logs = fc.sample(scenarios, { numRuns: 3_000 });
  const expected = bansOfFail2ban(logs);
  const ours = logs.map(bansOfOurs);
  for (const [index, log] of logs.entries())
    expect(ours[index], JSON.stringify(log)).toEqual(expected[index]);
  expect(expected.flat().length).toBeGreaterThan(3_000);
});
