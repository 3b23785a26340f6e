import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { blocklistsKey } from '../../api/blocklist-queries';
import { answered, api } from '../../api/client';
import type { BlocklistSource, BlocklistSourceChanges, BlocklistSourceRequest } from '../../api/types';
import { notifyDone, notifyProblem } from '../../components/notify';
import { requestAgain } from './source-draft';

/** Adds, changes and removes sources; what can be taken back offers Undo. */
export function useSources() {
  const { t } = useTranslation('blocklists');
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: blocklistsKey });

  const post = (body: BlocklistSourceRequest) =>
    answered(api.POST('/api/v1/blocklists', { body })).finally(refresh);
  const patch = (id: number, body: BlocklistSourceChanges) =>
    answered(api.PATCH('/api/v1/blocklists/{id}', { params: { path: { id } }, body })).finally(refresh);
  const erase = (id: number) =>
    answered(api.DELETE('/api/v1/blocklists/{id}', { params: { path: { id } } })).finally(refresh);

  const add = useMutation({
    mutationFn: post,
    onSuccess: ({ id, name }) => notifyDone(t('source.added', { name }), () => erase(id)),
  });
  const change = useMutation({
    mutationFn: ({ id, changes }: { id: number; changes: BlocklistSourceChanges }) => patch(id, changes),
    onSuccess: ({ name }) => notifyDone(t('source.saved', { name })),
  });
  const switchTo = useMutation({
    mutationFn: ({ id, enabled }: { id: number; enabled: boolean }) => patch(id, { enabled }),
    onSuccess: ({ name, enabled }) =>
      notifyDone(t(enabled ? 'source.switchedOn' : 'source.switchedOff', { name })),
    onError: notifyProblem,
  });
  const remove = useMutation({
    mutationFn: ({ id }: BlocklistSource) => erase(id),
    onSuccess: (_, source) =>
      notifyDone(
        t('source.removed', { name: source.name }),
        source.url === null ? undefined : () => post(requestAgain(source)),
      ),
    onError: notifyProblem,
  });
  return { add, change, switchTo, remove };
}
