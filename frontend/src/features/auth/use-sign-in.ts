import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../../api/client';
import { hasCode } from '../../api/problem';
import { sessionQuery } from '../../api/queries';
import { nowSeconds } from '../../time/clock';

interface Outcome {
  onSignedIn: () => void;
  onCookieLost: () => void;
}

/** Signs in, and makes sure that the browser kept the session cookie. */
export function useSignIn({ onSignedIn, onCookieLost }: Outcome) {
  const queryClient = useQueryClient();
  const [retryAt, setRetryAt] = useState(0);

  const signIn = useMutation({
    mutationFn: (body: { username: string; password: string }) =>
      answered(api.POST('/api/v1/auth/login', { body })),
    onSuccess: async () => {
      try {
        await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0, retry: false });
      } catch (error) {
        if (!hasCode(error, 'not_authenticated')) throw error;
        onCookieLost();
        return;
      }
      onSignedIn();
    },
    onError: (error) => {
      if (hasCode(error, 'login_throttled')) setRetryAt(nowSeconds() + (error.retryAfterSeconds ?? 5));
    },
  });

  return { signIn, retryAt };
}
