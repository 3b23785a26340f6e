import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sourcesQuery } from '../../api/blocklist-queries';
import { useOpened } from '../../components/use-opened';
import { AddSource } from './AddSource';
import { EditSource } from './EditSource';
import { type BlocklistsSearch, withoutDialog } from './search';

/** Adds a list, or edits one; the address bar says which. */
export function SourceDialog({ search }: { search: BlocklistsSearch }) {
  const { t } = useTranslation('blocklists');
  const { t: common } = useTranslation();
  const navigate = useNavigate({ from: '/blocklists' });
  const { data } = useQuery(sourcesQuery);
  const edited = data?.items.find(({ id }) => id === search.edit);
  const isOpened = useOpened(edited !== undefined || search.dialog === 'add');
  // Stays on screen while the dialog fades out.
  const [shown, setShown] = useState(edited);
  const wanted = edited ?? (search.dialog === 'add' ? undefined : shown);
  if (wanted !== shown) setShown(wanted);
  const close = () => void navigate({ search: withoutDialog(search), replace: true, resetScroll: false });

  return (
    <Modal
      opened={isOpened}
      onClose={close}
      title={shown ? t('form.editTitle', { name: shown.name }) : t('form.addTitle')}
      size="xl"
      closeButtonProps={{ 'aria-label': common('action.close') }}
    >
      {shown ? <EditSource key={shown.id} source={shown} onDone={close} /> : <AddSource onDone={close} />}
    </Modal>
  );
}
