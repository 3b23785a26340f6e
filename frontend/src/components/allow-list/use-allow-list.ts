import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { refreshAddresses } from '../../api/address-queries';
import { answered, api } from '../../api/client';
import { allowListQuery } from '../../api/queries';
import type { AllowListEntry } from '../../api/types';
import { notifyDone, notifyProblem } from '../notify';

type Entry = Pick<AllowListEntry, 'address' | 'jail' | 'note'>;

/** Adds to and removes from the allow-list; each offers Undo, which is the other. */
export function useAllowList() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: allowListQuery.queryKey }),
      refreshAddresses(queryClient),
    ]);

  const post = ({ address, jail, note }: Entry) =>
    answered(api.POST('/api/v1/allow-list', { body: { address, jail, note } })).finally(refresh);
  const erase = ({ address, jail }: Entry) =>
    answered(
      api.DELETE('/api/v1/allow-list', { params: { query: { address, ...(jail !== null && { jail }) } } }),
    ).finally(refresh);

  const add = useMutation({
    mutationFn: post,
    onSuccess: (entry) => notifyDone(t('allowList.added', { address: entry.address }), () => erase(entry)),
  });
  const remove = useMutation({
    mutationFn: erase,
    onSuccess: (_, entry) =>
      notifyDone(t('allowList.removed', { address: entry.address }), () => post(entry)),
    onError: notifyProblem,
  });
  return { add, remove };
}
