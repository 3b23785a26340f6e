const steps: ReadonlyArray<[unit: 'week' | 'day' | 'hour' | 'minute' | 'second', seconds: number]> = [
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** A duration for people: `1 day, 12 hours`. Never more than two units, the smaller rounded down. */
export function durationInWords(
  seconds: number,
  language: string,
  width: 'long' | 'short' | 'narrow' = 'long',
): string {
  const largest = steps.findIndex(
    ([unit, size]) => seconds >= size && (unit !== 'week' || seconds % size === 0),
  );
  const first = largest === -1 ? steps.length - 1 : largest;
  const parts: string[] = [];
  let rest = seconds;
  for (const [unit, size] of steps.slice(first, first + 2)) {
    const amount = Math.floor(rest / size);
    rest %= size;
    if (amount > 0 || (parts.length === 0 && unit === 'second')) {
      parts.push(amountOf(amount, unit, language, width));
    }
  }
  return new Intl.ListFormat(language, { type: 'unit', style: width }).format(parts);
}

function amountOf(
  amount: number,
  unit: string,
  language: string,
  width: 'long' | 'short' | 'narrow',
): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: width }).format(amount);
}

const relativeFormats = new Map<string, Intl.RelativeTimeFormat>();

/** `4 min. ago`, `in 2 days`, with the coarsest unit that still says something. */
export function relativeTime(at: number, now: number, language: string): string {
  const delta = at - now;
  const distance = Math.abs(delta);
  // A month is what people stop counting in weeks at.
  const [unit, size] =
    distance >= 31_557_600
      ? (['year', 31_557_600] as const)
      : distance >= 5_259_600
        ? (['month', 2_629_800] as const)
        : distance >= 172_800
          ? (['day', 86_400] as const)
          : distance >= 5_400
            ? (['hour', 3_600] as const)
            : distance >= 60
              ? (['minute', 60] as const)
              : (['second', 1] as const);
  let format = relativeFormats.get(language);
  if (!format) {
    format = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
    relativeFormats.set(language, format);
  }
  return format.format(Math.trunc(delta / size), unit);
}

/** The moment to the second with its zone, for whoever hovers. */
export function exactTime(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'long' }).format(at * 1000);
}
