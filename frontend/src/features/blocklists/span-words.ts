/** A step of the plot for people: `Tue 24 Nov, 14:00–14:10`. Both in seconds. */
export function spanInWords(at: number, stepSeconds: number, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  return format.formatRange(at * 1000, (at + stepSeconds) * 1000);
}
