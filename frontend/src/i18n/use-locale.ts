import { useTranslation } from 'react-i18next';
import { localeOf } from './language';

/** The locale to format numbers, dates and names for. */
export function useLocale(): string {
  const { i18n } = useTranslation();
  return localeOf(i18n.language);
}
