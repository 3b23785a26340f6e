import { Button } from '@mantine/core';
import { IconFence } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { blocklistsKey, enforcementQuery } from '../../api/blocklist-queries';
import { answered, api } from '../../api/client';
import { jailsQuery } from '../../api/queries';
import { Notice } from '../../components/Notice';
import { notifyDone, notifyProblem } from '../../components/notify';
import { useImports } from './use-imports';

interface Props {
  jail: 'missing' | 'outdated';
  /** There are lists that wait for it. */
  isUrgent: boolean;
}

/** fail2ban lacks the jail that enforces the lists, or has an old one; with consent BanGUI writes it. */
export function ImportJailOffer({ jail, isUrgent }: Props) {
  const { t } = useTranslation('blocklists');
  const queryClient = useQueryClient();
  const { start } = useImports();
  const create = useMutation({
    mutationFn: () => answered(api.POST('/api/v1/blocklists/jail')),
    onSuccess: (enforcement) => {
      queryClient.setQueryData(enforcementQuery.queryKey, enforcement);
      notifyDone(t('mend.created'));
      // Without the jail no import could succeed, so the first one is still to come.
      if (isUrgent && enforcement.current === null) start.mutate({});
      return Promise.all([
        queryClient.invalidateQueries({ queryKey: blocklistsKey }),
        queryClient.invalidateQueries({ queryKey: jailsQuery.queryKey }),
      ]);
    },
    onError: notifyProblem,
  });
  return (
    <Notice
      tone={isUrgent ? 'warn' : 'plain'}
      icon={<IconFence size={20} />}
      title={t(`mend.${jail}`)}
      action={
        <Button variant="default" onClick={() => create.mutate()} loading={create.isPending}>
          {t(jail === 'missing' ? 'mend.create' : 'mend.renew')}
        </Button>
      }
    >
      {t(`mend.${jail}Detail`)}
    </Notice>
  );
}
