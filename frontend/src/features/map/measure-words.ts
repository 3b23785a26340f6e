import type { Measure } from './search';

/** A value in the reader's spelling: a count, or a share in percent with as many digits as say something. */
export function amountOf(value: number, measure: Measure, locale: string): string {
  if (measure !== 'share') return value.toLocaleString(locale);
  const percent = new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: value < 10 ? 1 : 0,
  });
  // The smallest share is not none.
  return value > 0 && value < 0.05 ? `< ${percent.format(0.001)}` : percent.format(value / 100);
}
