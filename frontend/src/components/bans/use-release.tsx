import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { refreshAddresses } from '../../api/address-queries';
import { answered, api } from '../../api/client';
import { Problem } from '../../api/problem';
import type { Ban } from '../../api/types';
import { askFirst } from '../ask-first';
import { notifyDone, notifyProblem } from '../notify';
import { banAgain } from './ban-again';
import { NamedBans } from './NamedBans';

/** Lifts bans after asking once; Undo bans the same addresses again. */
export function useRelease(onReleased: () => void) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();

  const release = useMutation({
    mutationFn: releaseAll,
    onSuccess: (results, bans) => {
      const failed = results.find((result) => result.status === 'failed');
      if (failed)
        notifyProblem(new Problem(200, { title: t('bans.releaseFailed'), detail: failed.detail }, null));
      const released = results.filter((result) => result.status === 'released').length;
      onReleased();
      if (released > 0) {
        notifyDone(
          bans.length === 1
            ? t('bans.releasedOne', { address: bans[0]?.address ?? '', jail: bans[0]?.jail ?? '' })
            : t('bans.releasedMany', { count: released }),
          () => banAgain(bans),
        );
      } else if (!failed) {
        notifyDone(t('bans.wasOver'));
      }
    },
    onError: notifyProblem,
    onSettled: () =>
      Promise.all([queryClient.invalidateQueries({ queryKey: ['bans'] }), refreshAddresses(queryClient)]),
  });

  const ask = (bans: Ban[]) =>
    askFirst({
      title: t('bans.releaseTitle', { count: bans.length }),
      consequence: <NamedBans bans={bans} />,
      confirm: t('bans.release'),
      onConfirm: () => release.mutate(bans),
    });

  return { ask, isPending: release.isPending };
}

async function releaseAll(bans: readonly Ban[]) {
  const answers = await Promise.all(
    [...Map.groupBy(bans, (ban) => ban.jail)].map(([jail, ofJail]) =>
      answered(
        api.POST('/api/v1/bans/release', { body: { jail, addresses: ofJail.map((ban) => ban.address) } }),
      ),
    ),
  );
  return answers.flatMap((answer) => answer.results);
}
