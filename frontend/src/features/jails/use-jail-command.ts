import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../../api/client';
import { jailQuery, jailsQuery } from '../../api/queries';
import { notifyDone, notifyProblem } from '../../components/notify';

type Command = 'start' | 'stop' | 'reload';

const inverse = { start: 'stop', stop: 'start', reload: undefined } as const;

/** Starts, stops or reloads a jail, says so, and offers the way back where there is one. */
export function useJailCommand(name: string) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();

  const run = async (command: Command) => {
    const jail = await answered(
      api.POST(`/api/v1/jails/{jail}/${command}`, { params: { path: { jail: name } } }),
    );
    queryClient.setQueryData(jailQuery(name).queryKey, jail);
    void queryClient.invalidateQueries({ queryKey: jailsQuery.queryKey });
  };

  return useMutation({
    mutationFn: run,
    onSuccess: (_, command) => {
      const back = inverse[command];
      notifyDone(t(`jail.${command}.done`, { name }), back && (() => run(back)));
    },
    onError: notifyProblem,
  });
}
