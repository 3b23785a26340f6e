import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { answered, api } from '../../api/client';
import { changeQuery, configurationKey } from '../../api/configuration-queries';
import { hasCode } from '../../api/problem';
import type { ConfigurationEdit } from '../../api/types';
import type { ChangeSearch } from './search';

/** Lets fail2ban try edits on a copy of its files. What it accepts can then be looked through and applied. */
export function useProposal(from: ChangeSearch) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();

  const check = useMutation({
    mutationFn: (edits: ConfigurationEdit[]) =>
      answered(api.POST('/api/v1/configuration/changes', { body: { edits, note: '' } })),
    onSuccess: (change) => queryClient.setQueryData(changeQuery(change.id).queryKey, change),
    onError: (error) => {
      // So that the page can show what is different now.
      if (hasCode(error, 'configuration_changed_outside'))
        void queryClient.invalidateQueries({ queryKey: configurationKey });
    },
  });
  const open = (id: string) =>
    void navigate({ to: '/configuration/changes/$id', params: { id }, search: from });
  const review = (edits: ConfigurationEdit[]) =>
    check.mutate(edits, { onSuccess: ({ id, state }) => state === 'checked' && open(id) });
  return { check, review, open };
}
