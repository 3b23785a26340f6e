import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { feedQuery } from '../../api/blocklist-queries';
import { answered, api } from '../../api/client';
import type { BlocklistFeedChanges } from '../../api/types';
import { notifyDone, notifyProblem } from '../../components/notify';

/** Changes who may read the feed. */
export function useFeed() {
  const { t } = useTranslation('blocklists');
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: BlocklistFeedChanges) => answered(api.PATCH('/api/v1/blocklists/feed', { body })),
    onSuccess: (settings, { renewToken }) => {
      queryClient.setQueryData(feedQuery.queryKey, settings);
      notifyDone(t(renewToken ? 'feed.renewed' : 'feed.saved'));
    },
    onError: notifyProblem,
  });
}
