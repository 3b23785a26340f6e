import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../../api/client';
import { regexTestQuery } from '../../api/regex-test-queries';
import { notifyDone, notifyProblem } from '../../components/notify';
import { type Draft, linkOf, requestOf } from './draft';
import type { RegexLabSearch } from './search';

/** The test that the address bar names, and the ways to begin another and to end it. */
export function useTest({ run, jail }: RegexLabSearch) {
  const { t } = useTranslation('regexLab');
  const navigate = useNavigate({ from: '/configuration/regex-lab' });
  const client = useQueryClient();
  const query = useQuery({ ...regexTestQuery(run ?? ''), enabled: run !== undefined });

  const start = useMutation({
    mutationFn: (draft: Draft) => answered(api.POST('/api/v1/regex-tests', { body: requestOf(draft) })),
    onSuccess: (test, draft) => {
      client.setQueryData(regexTestQuery(test.id).queryKey, test);
      void navigate({
        search: { ...linkOf(draft), ...(jail !== undefined && { jail }), run: test.id },
        replace: true,
        resetScroll: false,
      });
    },
  });
  const cancel = useMutation({
    mutationFn: (id: string) =>
      answered(api.DELETE('/api/v1/regex-tests/{id}', { params: { path: { id } } })),
    onSuccess: async (_test, id) => {
      await client.invalidateQueries({ queryKey: regexTestQuery(id).queryKey });
      notifyDone(t('cancelled'));
    },
    onError: notifyProblem,
  });

  return {
    test: run === undefined ? undefined : query.data,
    error: run === undefined ? null : query.error,
    retry: () => void query.refetch(),
    start,
    cancel,
  };
}
