import { queryOptions } from '@tanstack/react-query';
import { answered, api } from './client';

/** What the last look found; a live event tells of the next one. */
export const truthCheckQuery = queryOptions({
  queryKey: ['truth-check'],
  queryFn: () => answered(api.GET('/api/v1/truth-check')),
});
