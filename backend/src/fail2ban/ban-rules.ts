/**
 * What decides whether failures become a ban, and for how long: the options of jail.conf(5) by what they mean.
 */
/** The two formulas that come with fail2ban: in its code (`doubling`), and as a proposal in its jail.conf. */
export const banTimeFormulas = ['doubling', 'exponential'] as const;
export type BanTimeFormula = (typeof banTimeFormulas)[number];

/** `bantime.increment` and its companions. */
export interface BanTimeIncrement {
  readonly isEnabled: boolean;
  /** `bantime.factor`, greater than 0. */
  readonly factor: number;
  readonly formula: BanTimeFormula;
  /** `bantime.multipliers`; where there are some, the formula is not asked. */
  readonly multipliers: readonly number[];
  readonly maxtimeSeconds: number | null;
}

export interface BanRules {
  readonly maxretry: number;
  readonly findtimeSeconds: number;
  /** -1 is for ever. */
  readonly bantimeSeconds: number;
  readonly increment: BanTimeIncrement;
  /** `dbpurgeage`: how long fail2ban remembers a ban that has ended. */
  readonly purgeAgeSeconds: number;
}

export const noIncrement: BanTimeIncrement = {
  isEnabled: false,
  factor: 1,
  formula: 'doubling',
  multipliers: [],
  maxtimeSeconds: null,
};

// The exponent at which fail2ban stops doubling.
const mostDoublings = 20;

const formulaTexts: Record<BanTimeFormula, string> = {
  doubling: 'ban.Time*(1<<(ban.Countifban.Count<20else20))*banFactor',
  exponential: 'ban.Time*math.exp(float(ban.Count+1)*banFactor)/math.exp(1*banFactor)',
};

/** @returns null for a formula that somebody has written */
export function readFormula(text: string): BanTimeFormula | null {
  const bare = text.replace(/\s/g, '');
  return banTimeFormulas.find((name) => formulaTexts[name] === bare) ?? null;
}

/**
 * How long an address is banned that was banned before. Source: `setBanTimeExtra` in fail2ban's server/jail.py.
 * @param pastBans how many bans fail2ban remembers, at least 1
 * @returns seconds, not always whole
 */
export function incrementedBantime(
  bantimeSeconds: number,
  { factor, formula, multipliers, maxtimeSeconds }: BanTimeIncrement,
  pastBans: number,
): number {
  const multiplier = multipliers[Math.min(pastBans, multipliers.length - 1)];
  const longer =
    multiplier === undefined
      ? Math.max(bantimeSeconds, grown[formula](bantimeSeconds, factor, pastBans))
      : bantimeSeconds * factor * multiplier;
  return Math.min(longer, maxtimeSeconds ?? Number.POSITIVE_INFINITY);
}

// In fail2ban's order of operations, for the same last digit.
const grown: Record<BanTimeFormula, (seconds: number, factor: number, pastBans: number) => number> = {
  doubling: (seconds, factor, pastBans) => seconds * 2 ** Math.min(pastBans, mostDoublings) * factor,
  exponential: (seconds, factor, pastBans) =>
    (seconds * Math.exp((pastBans + 1) * factor)) / Math.exp(factor),
};
