import { useQuery } from '@tanstack/react-query';
import { configurationFilesQuery } from '../../api/configuration-queries';

/** Whether fail2ban's files can be written; taken for granted until it is known. */
export function useIsWritable(): boolean {
  const { data } = useQuery(configurationFilesQuery);
  return data?.isWritable ?? true;
}
