import { Trans, useTranslation } from 'react-i18next';
import type { HistoryTopItem } from '../../api/types';
import { RelativeTime } from '../../components/RelativeTime';
import { useLocale } from '../../i18n/use-locale';
import { countryName } from '../../network/country';
import type { TopSubject } from './TopRow';

/** What else is known about it: where it is, how many addresses it has, when it last came. */
export function TopDetail({ item, by }: { item: HistoryTopItem; by: TopSubject }) {
  const { t } = useTranslation('dashboard');
  const locale = useLocale();
  const { key, addresses, lastAt, country, operator } = item;
  const parts = [
    country !== null && countryName(country, locale),
    by === 'asn' ? key !== null && operator !== null && t('asn', { asn: key }) : operator,
    addresses !== null && t('addressCount', { count: addresses }),
  ].filter((part) => typeof part === 'string');
  return (
    <>
      {lastAt !== null && <Trans t={t} i18nKey="last" components={{ when: <RelativeTime at={lastAt} /> }} />}
      {lastAt !== null && parts.length > 0 && ' · '}
      {parts.join(' · ')}
    </>
  );
}
