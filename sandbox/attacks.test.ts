import { isIP } from 'node:net';
import { expect, test } from 'vitest';
import { attackerAddresses } from './addresses.ts';
import { createAttacks } from './attacks.ts';
import { createRandom } from './random.ts';

const OPTIONS = { seed: 7, attackers: 300, maxretry: 3, restSeconds: 60 };
const START = Date.UTC(2026, 0, 31, 10);

function run(seconds: number, options = OPTIONS): string[] {
  const attacks = createAttacks(options);
  return Array.from({ length: seconds }, (_, second) => attacks.step(new Date(START + second * 1000)))
    .flat()
    .map(({ service, line }) => `${service} ${line}`);
}

test('the same seed tells the same story, another seed another one', () => {
  expect(run(120)).toEqual(run(120));
  expect(run(120)).not.toEqual(run(120, { ...OPTIONS, seed: 8 }));
});

test('addresses are distinct, valid and of both families', () => {
  const addresses = attackerAddresses(createRandom(1), 400);
  expect(new Set(addresses).size).toBe(400);
  expect(new Set(addresses.map(isIP))).toEqual(new Set([4, 6]));
});

test('the opening brings every visitor to the threshold', () => {
  expect(createAttacks(OPTIONS).opening(new Date(START), 40)).toHaveLength(40 * OPTIONS.maxretry);
});

test('persistent attackers come back', () => {
  const visitsByAddress = new Map<string, number>();
  for (const line of run(1800)) {
    const address = /client: (\S+),|from (\S+) port|unknown\[(.+?)\]|^nginx-botsearch (\S+) /
      .exec(line)
      ?.slice(1)
      .find(Boolean);
    if (address) visitsByAddress.set(address, (visitsByAddress.get(address) ?? 0) + 1);
  }
  expect(Math.max(...visitsByAddress.values())).toBeGreaterThanOrEqual(5 * OPTIONS.maxretry);
});
