import { useTranslation } from 'react-i18next';
import type { AddressPage } from '../../api/types';
import { useLocale } from '../../i18n/use-locale';
import { countryName } from '../../network/country';

/** What kind of address it is, where, and whose, in one line. */
export function AddressSummary({ page }: { page: AddressPage }) {
  const { t } = useTranslation('addresses');
  const locale = useLocale();
  const parts = [
    t(`kind.${page.kind}`),
    page.special && t(`special.${page.special as 'private'}.name`, { defaultValue: page.special }),
    // What is for a special use is nowhere, whatever a database of geography says.
    page.special === null && page.country && countryName(page.country, locale),
    page.operator,
  ];
  return parts.filter(Boolean).join(' · ');
}
