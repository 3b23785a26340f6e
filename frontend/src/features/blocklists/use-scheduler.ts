import { useQuery } from '@tanstack/react-query';
import { schedulerQuery } from '../../api/blocklist-queries';

/** Whether jobs run on this instance; taken for granted until the answer is there. */
export function useIsHolder(): boolean {
  return useQuery(schedulerQuery).data?.isHolder ?? true;
}
