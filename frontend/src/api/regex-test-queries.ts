import { queryOptions } from '@tanstack/react-query';
import { answered, api } from './client';

export const regexTestChoicesQuery = queryOptions({
  queryKey: ['regex-tests', 'choices'],
  queryFn: () => answered(api.GET('/api/v1/regex-tests/choices')),
});

const pollMs = 400;

/** A test; asked for again and again until it has ended. */
export const regexTestQuery = (id: string) =>
  queryOptions({
    queryKey: ['regex-tests', id],
    queryFn: () => answered(api.GET('/api/v1/regex-tests/{id}', { params: { path: { id } } })),
    refetchInterval: (query) => (query.state.data?.state === 'running' ? pollMs : false),
    // What has ended does not change.
    staleTime: (query) => (query.state.data?.state === 'running' ? 0 : Number.POSITIVE_INFINITY),
  });

/** A trial shows what has happened lately, not all of it. */
export const triedLines = 1_000;

/** Begins a test of a filter on the end of a log, anew whenever it is looked at; its answer is the id of the test. */
export const regexTrialQuery = (filter: string, file: string) =>
  queryOptions({
    queryKey: ['regex-tests', 'trial', filter, file],
    queryFn: async () => {
      const body = { filter, log: { file, newest: triedLines } };
      return (await answered(api.POST('/api/v1/regex-tests', { body }))).id;
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
