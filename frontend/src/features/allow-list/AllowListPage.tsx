import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus, IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { allowListQuery } from '../../api/queries';
import { AddDialog } from '../../components/allow-list/AddDialog';
import { Failure } from '../../components/Failure';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { Quiet } from '../../components/Quiet';
import { AllowListTable } from './AllowListTable';

export function AllowListPage() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(allowListQuery);
  const [isAdding, adding] = useDisclosure(false);
  const addButton = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={adding.open}>
      {t('allowList.add')}
    </Button>
  );

  return (
    <>
      <PageHeader title={t('nav.allowList')} summary={t('allowList.summary')} actions={addButton} />
      <Panel isFlush>
        {error && !data ? (
          <Failure error={error} onRetry={() => void refetch()} />
        ) : data?.items.length === 0 ? (
          <Quiet icon={<IconShieldCheck size={28} stroke={1.5} />} title={t('allowList.none')}>
            {t('allowList.noneDetail')}
          </Quiet>
        ) : (
          <AllowListTable entries={data?.items} />
        )}
      </Panel>
      <AddDialog isOpen={isAdding} onClose={adding.close} />
    </>
  );
}
