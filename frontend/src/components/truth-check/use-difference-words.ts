import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/use-locale';

interface Differences {
  readonly missing: number;
  readonly extra: number;
  readonly shadowed: number;
}

/** Such as "3 bans missing and 1 address too many". */
export function useDifferenceWords(): (differences: Differences) => string {
  const { t } = useTranslation('truth');
  const locale = useLocale();
  return (differences) => {
    const kinds = (['missing', 'extra', 'shadowed'] as const).filter((kind) => differences[kind] > 0);
    const parts = kinds.map((kind) => t(`count.${kind}`, { count: differences[kind] }));
    return new Intl.ListFormat(locale).format(parts);
  };
}
