import { useLocale } from '../../i18n/use-locale';

interface Unit {
  size: number;
  unit: 'second' | 'millisecond' | 'microsecond';
}

const units: Unit[] = [
  { size: 1, unit: 'second' },
  { size: 1e-3, unit: 'millisecond' },
  { size: 1e-6, unit: 'microsecond' },
];

/** A duration too short for clocks: `1.2 s`, `35 ms`, `4.1 μs`. */
export function Seconds({ value }: { value: number }) {
  const locale = useLocale();
  const { size, unit } = units.find((each) => value >= each.size) ?? { size: 1e-6, unit: 'microsecond' };
  const format = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumSignificantDigits: 2,
  });
  return <span className="num">{format.format(value / size)}</span>;
}
