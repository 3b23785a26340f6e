import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { attackerAddresses } from './addresses.ts';
import { attackLine, banNotice, noiseLine, SERVICES, type Service } from './log-lines.ts';
import { createRandom } from './random.ts';

const LINES = 300;

async function matchedLines(filter: string, lines: string[]): Promise<number> {
  const directory = await mkdtemp(join(tmpdir(), 'bangui-lines-'));
  try {
    const log = join(directory, 'log');
    await writeFile(log, `${lines.join('\n')}\n`);
    const { stdout } = await promisify(execFile)('fail2ban-regex', [
      log,
      `/etc/fail2ban/filter.d/${filter}.conf`,
    ]);
    return Number(/(\d+) matched/.exec(stdout)?.[1]);
  } finally {
    await rm(directory, { recursive: true });
  }
}

function written(writer: typeof attackLine, service: Service, addresses: string[]): string[] {
  const random = createRandom(42);
  return Array.from({ length: LINES }, () =>
    writer(service, { random, time: new Date(), address: random.pick(addresses) }),
  );
}

test.each(SERVICES)('fail2ban sees every attack on %s and no everyday line', async (service) => {
  const addresses = attackerAddresses(createRandom(42), 200);
  expect(await matchedLines(service, written(attackLine, service, addresses))).toBe(LINES);
  expect(await matchedLines(service, written(noiseLine, service, addresses))).toBe(0);
});

test('fail2ban counts the earlier bans of a repeat offender', async () => {
  const random = createRandom(42);
  const notices = attackerAddresses(random, 20).map((address) =>
    banNotice('sshd', { random, time: new Date(), address }),
  );
  expect(await matchedLines('recidive', notices)).toBe(20);
});
