import { useLocale } from '../../i18n/use-locale';
import { millisecondsInWords } from './amounts';

export function Milliseconds({ value }: { value: number }) {
  const locale = useLocale();
  return <span className="num">{millisecondsInWords(value, locale)}</span>;
}
