import { useLocale } from '../i18n/use-locale';

/** A number in the reader's spelling, digits of equal width; a dash where there is none. */
export function Amount({ value }: { value: number | null }) {
  const locale = useLocale();
  return <span className="num">{value === null ? '–' : value.toLocaleString(locale)}</span>;
}
