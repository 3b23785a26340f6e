import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../../api/client';
import { truthCheckQuery } from '../../api/truth-queries';
import { notifyDone, notifyProblem } from '../notify';

/** Looks into the firewall now. */
export function useCheckNow() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => answered(api.POST('/api/v1/truth-check')),
    onSuccess: (check) => queryClient.setQueryData(truthCheckQuery.queryKey, check),
    onError: notifyProblem,
  });
}

/** Bans anew what the firewall lacks, and says of how many that has come true. */
export function useRepair(jail: string) {
  const { t } = useTranslation('truth');
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (addresses: string[]) =>
      answered(api.POST('/api/v1/truth-check/repair', { body: { jail, addresses } })),
    onSuccess: ({ results, check }) => {
      queryClient.setQueryData(truthCheckQuery.queryKey, check);
      const repaired = results.filter(({ status }) => status === 'repaired').length;
      if (repaired > 0) notifyDone(t('repair.done', { count: repaired, jail }));
    },
    onError: notifyProblem,
  });
}
