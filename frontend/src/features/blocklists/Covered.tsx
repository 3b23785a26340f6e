import { useLocale } from '../../i18n/use-locale';
import { addressesInWords } from './amounts';
import classes from './Covered.module.css';

/** How many addresses some entries stand for; the exact number on hover where people can read it. */
export function Covered({ addresses }: { addresses: number }) {
  const locale = useLocale();
  const [number, unit] = addressesInWords(addresses, locale).split(/\s/);
  return (
    <span className="num" title={addresses < 1e15 ? addresses.toLocaleString(locale) : undefined}>
      {number} {unit && <span className={classes.unit}>{unit}</span>}
    </span>
  );
}
