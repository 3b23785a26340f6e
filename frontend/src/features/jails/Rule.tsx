import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/use-locale';
import { permanent } from '../../time/duration';
import { durationInWords } from '../../time/words';

interface Thresholds {
  bantimeSeconds: number | null;
  findtimeSeconds: number | null;
  maxretry: number | null;
}

/** A jail's thresholds as the rule they make. */
export function Rule({ thresholds, width = 'long' }: { thresholds: Thresholds; width?: 'long' | 'short' }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { bantimeSeconds, findtimeSeconds, maxretry } = thresholds;
  if (bantimeSeconds === null || findtimeSeconds === null || maxretry === null) return '–';

  const window = durationInWords(findtimeSeconds, locale, width);
  if (bantimeSeconds === permanent) return t(`rule.${width}.permanent`, { count: maxretry, window });
  return t(`rule.${width}.limited`, {
    count: maxretry,
    window,
    duration: durationInWords(bantimeSeconds, locale, width),
  });
}
