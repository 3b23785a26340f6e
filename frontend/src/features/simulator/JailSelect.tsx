import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { jailsQuery } from '../../api/queries';

/** Which jail it is about; the rest of the page follows. */
export function JailSelect({ jail }: { jail: string | undefined }) {
  const { t } = useTranslation('simulator');
  const navigate = useNavigate({ from: '/configuration/simulator' });
  const { data } = useQuery(jailsQuery);
  const names = new Set([
    ...(jail === undefined ? [] : [jail]),
    ...(data?.items.map(({ name }) => name) ?? []),
  ]);
  return (
    <Select
      aria-label={t('jail')}
      placeholder={t('jail')}
      data={[...names]}
      value={jail ?? null}
      onChange={(chosen) => chosen !== null && void navigate({ search: { jail: chosen } })}
      allowDeselect={false}
      searchable
    />
  );
}
