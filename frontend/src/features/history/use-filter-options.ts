import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { topQuery } from '../../api/history-queries';
import { useLocale } from '../../i18n/use-locale';
import { countries } from '../../network/country';

const ever = { filter: {}, range: { range: 'all' } } as const;
const mostJails = 300;

/** Every jail that ever banned somebody, also one that is gone, and every country. */
export function useFilterOptions(chosenJail: string | undefined) {
  const { t } = useTranslation('history');
  const locale = useLocale();
  const { data: top } = useQuery(topQuery(ever, 'jail', mostJails, false));
  const jails = useMemo(() => {
    const names = new Set(top?.items.flatMap(({ key }) => key ?? []));
    if (chosenJail !== undefined) names.add(chosenJail);
    return [...names].sort((a, b) => a.localeCompare(b, locale));
  }, [top, chosenJail, locale]);
  const options = useMemo(
    () => [
      { value: 'none', label: t('filter.unknownCountry') },
      ...countries(locale).map(({ code, name }) => ({ value: code, label: name })),
    ],
    [locale, t],
  );
  return { jails, countries: options };
}
