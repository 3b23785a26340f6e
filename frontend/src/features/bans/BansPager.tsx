import { useTranslation } from 'react-i18next';
import type { BanPage } from '../../api/types';
import { Pager } from '../../components/Pager';
import type { BansSearch } from './search';

interface Props {
  search: BansSearch;
  page: BanPage | undefined;
  pageSize: number;
}

export function BansPager({ search, page, pageSize }: Props) {
  const { t } = useTranslation();
  if (!page) return null;
  const first = ((search.page ?? 1) - 1) * pageSize + 1;
  return (
    <Pager to="/bans" search={search} nextCursor={page.nextCursor}>
      {t('pager.range', { first, last: first + page.items.length - 1, total: page.total })}
    </Pager>
  );
}
