import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Bans } from './use-bans';

export function BansSummary({ bans: { page, search, error } }: { bans: Bans }) {
  const { t } = useTranslation();
  if (error) return null;
  if (!page) return <Skeleton height={14} width={180} my={4} />;
  const isFiltered = Boolean(search.q ?? search.jail ?? search.country);
  return t(isFiltered ? 'bans.matching' : 'bans.active', { count: page.total });
}
