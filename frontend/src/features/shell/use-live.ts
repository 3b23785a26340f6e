import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { followEvents } from '../../live/events';

/** Follows the server's events for as long as somebody is signed in. */
export function useLive(): void {
  const queryClient = useQueryClient();
  const router = useRouter();
  useEffect(
    () =>
      followEvents(queryClient, () => {
        queryClient.removeQueries();
        void router.invalidate();
      }),
    [queryClient, router],
  );
}
