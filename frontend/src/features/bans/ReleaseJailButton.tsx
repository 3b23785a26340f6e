import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../../api/client';
import { askFirst } from '../../components/ask-first';
import { banBatches } from '../../components/bans/ban-again';
import { notifyDone, notifyProblem } from '../../components/notify';

/** Lifts every ban of one jail. */
export function ReleaseJailButton({ jail, total }: { jail: string; total: number }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const release = useMutation({
    mutationFn: () => answered(api.POST('/api/v1/bans/release', { body: { jail, all: true } })),
    onSuccess: ({ results }) => {
      const released = results
        .filter((result) => result.status === 'released')
        .map((result) => result.address);
      notifyDone(t('bans.releasedJail', { count: released.length, jail }), () => banBatches(released, jail));
    },
    onError: notifyProblem,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['bans'] }),
  });

  return (
    <Button
      variant="default"
      loading={release.isPending}
      onClick={() =>
        askFirst({
          title: t('bans.releaseJailTitle', { jail }),
          consequence: t('bans.releaseJailConsequence', { count: total, jail }),
          confirm: t('bans.releaseJailConfirm', { count: total }),
          isDestructive: true,
          onConfirm: () => release.mutate(),
        })
      }
    >
      {t('bans.releaseJail', { jail })}
    </Button>
  );
}
