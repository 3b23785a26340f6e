import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { answered, api } from '../../api/client';
import { notifyProblem } from '../../components/notify';

export function useSignOut() {
  const queryClient = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: () => answered(api.POST('/api/v1/auth/logout')),
    onSuccess: async () => {
      await router.navigate({ to: '/login' });
      queryClient.clear();
    },
    onError: notifyProblem,
  });
}
