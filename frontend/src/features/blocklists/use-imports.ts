import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { runsQuery } from '../../api/blocklist-queries';
import { answered, api } from '../../api/client';
import { notifyDone, notifyProblem } from '../../components/notify';

interface ImportWish {
  /** Every source that is switched on, where it is not given. */
  ids?: number[];
  dryRun?: boolean;
}

/** Starts and cancels imports, and returns to an earlier set; the progress comes by events. */
export function useImports() {
  const { t } = useTranslation('blocklists');
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: runsQuery.queryKey });

  const start = useMutation({
    mutationFn: ({ ids, dryRun = false }: ImportWish) =>
      answered(api.POST('/api/v1/blocklists/import', { body: { dryRun, ...(ids && { ids }) } })),
    onError: notifyProblem,
    onSettled: refresh,
  });
  const cancel = useMutation({
    mutationFn: (id: number) =>
      answered(api.POST('/api/v1/blocklists/runs/{id}/cancel', { params: { path: { id } } })),
    onSuccess: () => notifyDone(t('run.cancelling')),
    onError: notifyProblem,
    onSettled: refresh,
  });
  const returnTo = useMutation({
    mutationFn: (versionId: number) =>
      answered(api.POST('/api/v1/blocklists/rollback', { body: { versionId } })),
    onSuccess: () => notifyDone(t('sets.started')),
    onError: notifyProblem,
    onSettled: refresh,
  });
  return { start, cancel, returnTo };
}
