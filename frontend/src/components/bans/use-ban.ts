import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { refreshAddresses } from '../../api/address-queries';
import { answered, api } from '../../api/client';
import type { BanResult } from '../../api/types';
import { notifyDone } from '../notify';

interface Order {
  addresses: string[];
  jail: string;
  durationSeconds?: number;
  confirm?: boolean;
}

interface Outcome {
  onBanned: () => void;
  /** Something about single addresses has to be read. */
  onPartlyBanned: (results: BanResult[]) => void;
}

/** Bans, says what it did, and offers to lift exactly those bans again. */
export function useBan({ onBanned, onPartlyBanned }: Outcome) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Order) => answered(api.POST('/api/v1/bans', { body })),
    onSuccess: ({ results }, { jail }) => {
      const banned = results.filter((result) => result.status === 'banned').map((result) => result.address);
      if (banned.length > 0) {
        notifyDone(
          banned.length === 1
            ? t('ban.doneOne', { address: banned[0] ?? '', jail })
            : t('ban.doneMany', { count: banned.length, jail }),
          () => answered(api.POST('/api/v1/bans/release', { body: { jail, addresses: banned } })),
        );
      }
      if (results.every(({ status, detail }) => status === 'banned' && !detail)) onBanned();
      else onPartlyBanned(results);
    },
    onSettled: () =>
      Promise.all([queryClient.invalidateQueries({ queryKey: ['bans'] }), refreshAddresses(queryClient)]),
  });
}
