import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answered, api } from '../../api/client';
import { changeQuery, configurationKey } from '../../api/configuration-queries';
import { jailsQuery } from '../../api/queries';
import type { ConfigurationChange } from '../../api/types';
import { forgetDraft } from './drafts';

/** Applies a change, or drops it; an applied one needs its draft no longer. */
export function useApply(id: string, draftName: string | null) {
  const queryClient = useQueryClient();
  const { queryKey } = changeQuery(id);

  const apply = useMutation({
    mutationFn: (note: string) =>
      answered(
        api.POST('/api/v1/configuration/changes/{id}/apply', { params: { path: { id } }, body: { note } }),
      ),
    onMutate: () =>
      queryClient.setQueryData(queryKey, (change) => change && { ...change, state: 'applying' as const }),
    onSuccess: (change: ConfigurationChange) => {
      queryClient.setQueryData(queryKey, change);
      if (change.state === 'applied' && draftName !== null) forgetDraft(draftName);
    },
    onError: () => queryClient.invalidateQueries({ queryKey }),
    onSettled: () => {
      // The files as they were must not be shown even for a moment, as edits would begin with them.
      queryClient.removeQueries({ queryKey: [...configurationKey, 'file'] });
      void queryClient.invalidateQueries({ queryKey: configurationKey });
      void queryClient.invalidateQueries({ queryKey: jailsQuery.queryKey });
      void queryClient.invalidateQueries({ queryKey: ['jail'] });
    },
  });
  const drop = useMutation({
    mutationFn: () =>
      answered(api.DELETE('/api/v1/configuration/changes/{id}', { params: { path: { id } } })),
    onSuccess: () => queryClient.removeQueries({ queryKey }),
  });
  return { apply, drop };
}
