import { Button } from '@mantine/core';
import { IconFence } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../../api/client';
import { jailsQuery, serverQuery } from '../../api/queries';
import { Notice } from '../Notice';
import { notifyDone, notifyProblem } from '../notify';

/** fail2ban has no jail `manual` yet; with consent BanGUI makes one. */
export function ManualJailOffer() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const create = useMutation({
    mutationFn: () => answered(api.POST('/api/v1/manual-jail')),
    onSuccess: () => {
      notifyDone(t('manualJail.created'));
      return Promise.all([
        queryClient.invalidateQueries({ queryKey: serverQuery.queryKey }),
        queryClient.invalidateQueries({ queryKey: jailsQuery.queryKey }),
      ]);
    },
    onError: notifyProblem,
  });
  return (
    <Notice
      tone="warn"
      icon={<IconFence size={20} />}
      title={t('manualJail.missing')}
      action={
        <Button variant="default" onClick={() => create.mutate()} loading={create.isPending}>
          {t('manualJail.create')}
        </Button>
      }
    >
      {t('manualJail.detail')}
    </Notice>
  );
}
