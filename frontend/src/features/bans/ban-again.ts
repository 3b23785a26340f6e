import { answered, api } from '../../api/client';
import type { Ban } from '../../api/types';
import { nowSeconds } from '../../time/clock';

const batchSize = 1_000;

/** Restores bans as they were: for the time that was left, where it was BanGUI that counted it. */
export async function banAgain(bans: readonly Ban[]): Promise<void> {
  const groups = Map.groupBy(bans, (ban) => `${ban.jail} ${secondsLeft(ban) ?? ''}`);
  for (const group of groups.values()) {
    const [first] = group;
    if (!first) continue;
    const durationSeconds = secondsLeft(first);
    await banBatches(
      group.map((ban) => ban.address),
      first.jail,
      durationSeconds,
    );
  }
}

/** Bans any number of addresses, as many at a time as the server takes. */
export async function banBatches(
  addresses: readonly string[],
  jail: string,
  durationSeconds?: number,
): Promise<void> {
  for (let start = 0; start < addresses.length; start += batchSize) {
    await answered(
      api.POST('/api/v1/bans', {
        body: {
          addresses: addresses.slice(start, start + batchSize),
          jail,
          ...(durationSeconds !== undefined && { durationSeconds }),
        },
      }),
    );
  }
}

function secondsLeft({ origin, expiresAt }: Ban): number | undefined {
  return origin === 'manual' && expiresAt !== null ? Math.max(60, expiresAt - nowSeconds()) : undefined;
}
