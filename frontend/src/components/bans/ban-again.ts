import { answered, api } from '../../api/client';
import { jailsQuery, queryClient } from '../../api/queries';
import type { Ban } from '../../api/types';
import { nowSeconds } from '../../time/clock';
import { permanent } from '../../time/duration';

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

function secondsLeft({ jail, durationSeconds, expiresAt }: Ban): number | undefined {
  if (durationSeconds === null || expiresAt === null) return undefined;
  const jails = queryClient.getQueryData(jailsQuery.queryKey)?.items;
  const ofJail = jails?.find(({ name }) => name === jail)?.bantimeSeconds ?? permanent;
  const isOfJail = ofJail !== permanent && durationSeconds >= ofJail;
  return isOfJail ? undefined : Math.max(1, expiresAt - nowSeconds());
}
