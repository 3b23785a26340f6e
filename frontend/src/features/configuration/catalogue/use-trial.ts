import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../../../api/client';
import { regexTestQuery, regexTrialQuery } from '../../../api/regex-test-queries';

/** Tries a filter on the newest lines of a log at once, and again when either is another. */
export function useTrial(filter: string, file: string) {
  const { data: id, error } = useQuery(regexTrialQuery(filter, file));
  const { data: test, error: lost } = useQuery({ ...regexTestQuery(id ?? ''), enabled: id !== undefined });
  // Only a few filters are tried at once: whoever looks on leaves room for the next one.
  useEffect(() => {
    if (id === undefined) return;
    return () => void api.DELETE('/api/v1/regex-tests/{id}', { params: { path: { id } } }).catch(() => {});
  }, [id]);
  return { test, error: error ?? lost };
}
