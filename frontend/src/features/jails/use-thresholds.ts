import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../../api/client';
import { jailQuery, jailsQuery } from '../../api/queries';
import type { JailDetail } from '../../api/types';
import { notifyDone, notifyProblem } from '../../components/notify';
import type { Change } from './thresholds';

/** Changes thresholds on the running jail; the notification's Undo puts back the ones before. */
export function useThresholds(jail: JailDetail, onSaved: () => void) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();

  const apply = async (body: Change) => {
    const changed = await answered(
      api.PATCH('/api/v1/jails/{jail}', { params: { path: { jail: jail.name } }, body }),
    );
    queryClient.setQueryData(jailQuery(jail.name).queryKey, changed);
    void queryClient.invalidateQueries({ queryKey: jailsQuery.queryKey });
  };

  return useMutation({
    mutationFn: apply,
    onMutate: (change) => before(jail, change),
    onSuccess: (_, _change, previous) => {
      onSaved();
      notifyDone(t('thresholds.saved', { name: jail.name }), () => apply(previous));
    },
    onError: notifyProblem,
  });
}

function before(jail: JailDetail, change: Change): Change {
  const { maxretry, findtimeSeconds, bantimeSeconds } = jail;
  return {
    ...(change.maxretry !== undefined && maxretry !== null && { maxretry }),
    ...(change.findtimeSeconds !== undefined && findtimeSeconds !== null && { findtimeSeconds }),
    ...(change.bantimeSeconds !== undefined && bantimeSeconds !== null && { bantimeSeconds }),
  };
}
