import { useTranslation } from 'react-i18next';
import type { HistoryTopItem } from '../../api/types';
import { AddressLink } from '../../components/AddressLink';
import { Country } from '../../components/Country';
import { TextLink } from '../../components/links';
import type { RangeSearch } from '../../components/time-range/time-range';
import type { TopSubject } from './TopRow';

interface Props {
  item: HistoryTopItem;
  by: TopSubject;
  range: RangeSearch;
}

/** What was counted, and the way to its bans. */
export function TopName({ item: { key, operator }, by, range }: Props) {
  const { t } = useTranslation('dashboard');
  if (by === 'country') {
    return (
      <TextLink to="/history" search={{ ...range, country: key ?? 'none' }} inherit c="inherit">
        {key === null ? t('unknownCountry') : <Country code={key} />}
      </TextLink>
    );
  }
  if (by !== 'asn') return key === null ? t('unknownNetwork') : <AddressLink value={key} />;
  if (key === null) return t('unknownOperator');
  return (
    <TextLink to="/history" search={{ ...range, asn: Number(key) }} inherit c="inherit">
      {operator ?? t('asn', { asn: key })}
    </TextLink>
  );
}
