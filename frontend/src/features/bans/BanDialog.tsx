import { Modal } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BanResult } from '../../api/types';
import { useOpened } from '../../components/use-opened';
import { BanForm } from './BanForm';
import { BanResults } from './BanResults';
import type { BansSearch } from './search';

/** Bans what is pasted into it; what went wrong with single addresses is shown before it closes. */
export function BanDialog({ search }: { search: BansSearch }) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/bans' });
  const [results, setResults] = useState<BanResult[]>();
  const { dialog: _dialog, ...rest } = search;
  const isOpened = useOpened(search.dialog === 'ban');
  const close = () => void navigate({ search: rest, replace: true });

  return (
    <Modal
      opened={isOpened}
      onClose={close}
      onExitTransitionEnd={() => setResults(undefined)}
      title={t('ban.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {results ? (
        <BanResults results={results} onClose={close} />
      ) : (
        <BanForm onBanned={close} onPartlyBanned={setResults} />
      )}
    </Modal>
  );
}
