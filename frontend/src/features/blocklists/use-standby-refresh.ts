import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { blocklistsKey } from '../../api/blocklist-queries';

const pauseMs = 5_000;

/** What another instance does sends no events here, so that it has to be asked for. */
export function useStandbyRefresh(isOnStandby: boolean): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (!isOnStandby) return;
    const timer = setInterval(() => void queryClient.invalidateQueries({ queryKey: blocklistsKey }), pauseMs);
    return () => clearInterval(timer);
  }, [isOnStandby, queryClient]);
}
