import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { archiveQuery, historyKey, putRetention } from '../../api/history-queries';
import { notifyDone, notifyProblem } from '../../components/notify';

/** Sets for how long bans are remembered. */
export function useRetention() {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: putRetention,
    onSuccess: (retention) => {
      queryClient.setQueryData(archiveQuery.queryKey, (archive) => archive && { ...archive, retention });
      void queryClient.invalidateQueries({ queryKey: historyKey });
      notifyDone(t('retention.saved'));
    },
    onError: notifyProblem,
  });
}
