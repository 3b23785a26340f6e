import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { answered, api } from '../../api/client';
import { changeQuery } from '../../api/configuration-queries';
import { notifyProblem } from '../../components/notify';

/** Prepares the return to a version and leads to its review. */
export function useRestore() {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (id: number) =>
      answered(api.POST('/api/v1/configuration/versions/{id}/restore', { params: { path: { id } } })),
    onSuccess: (change) => {
      queryClient.setQueryData(changeQuery(change.id).queryKey, change);
      void navigate({ to: '/configuration/changes/$id', params: { id: change.id } });
    },
    onError: notifyProblem,
  });
}
