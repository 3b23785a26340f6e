import { useLocale } from '../i18n/use-locale';
import { bytesInWords } from './bytes-in-words';

/** An amount of data: `1.4 MiB`; a dash where there is none. */
export function Bytes({ value }: { value: number | null }) {
  const locale = useLocale();
  return <span className="num">{value === null ? '–' : bytesInWords(value, locale)}</span>;
}
