import type { Measure } from './search';
import { stepsUpTo } from './steps';

export interface CountryNumbers {
  /** Null where the country is unknown. */
  code: string | null;
  bans: number;
  addresses: number;
  /** In percent of all bans. */
  share: number;
}

export interface Countries {
  /** Those with a ban, the largest of the chosen measure first. */
  known: (CountryNumbers & { code: string })[];
  unknown: CountryNumbers | null;
  steps: number[];
  bans: number;
  addresses: number;
}

const lowestStep = { bans: 1, addresses: 1, share: 0.1 };

interface Answer {
  items: readonly { key: string | null; bans: number; addresses: number | null }[];
  bans: number;
  addresses: number | null;
}

/** Sorts the server's answer for the map. */
export function countriesOf(answer: Answer, measure: Measure): Countries {
  const all = answer.items.map(({ key, bans, addresses }) => ({
    code: key,
    bans,
    addresses: addresses ?? 0,
    share: answer.bans === 0 ? 0 : (100 * bans) / answer.bans,
  }));
  const known = all
    .filter((each): each is CountryNumbers & { code: string } => each.code !== null)
    .sort((a, b) => b[measure] - a[measure] || b.bans - a.bans);
  return {
    known,
    unknown: all.find(({ code }) => code === null) ?? null,
    steps: stepsUpTo(known[0]?.[measure] ?? 0, lowestStep[measure]),
    bans: answer.bans,
    addresses: answer.addresses ?? 0,
  };
}
