import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { serverQuery } from '../../api/queries';
import type { Bans } from './use-bans';

export function BansSummary({ bans: { page, search, error } }: { bans: Bans }) {
  const { t } = useTranslation();
  const { data: server } = useQuery(serverQuery);
  if (error) return null;
  if (!page) return <Skeleton height={14} width={180} my={4} />;
  const isFiltered = Boolean(search.q ?? search.jail ?? search.country);
  if (server?.fail2ban.state === 'offline') return t('bans.lastKnown', { count: page.total });
  return t(isFiltered ? 'bans.matching' : 'bans.active', { count: page.total });
}
