import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BanResult } from '../../api/types';
import { useOpened } from '../use-opened';
import { BanForm } from './BanForm';
import { BanResults } from './BanResults';

interface Props {
  isOpen: boolean;
  /** What stands in the form to begin with. */
  address?: string;
  onClose: () => void;
}

/** Bans what is pasted into it; what went wrong with single addresses is shown before it closes. */
export function BanDialog({ isOpen, address = '', onClose }: Props) {
  const { t } = useTranslation();
  const [results, setResults] = useState<BanResult[]>();
  const isOpened = useOpened(isOpen);

  return (
    <Modal
      opened={isOpened}
      onClose={onClose}
      onExitTransitionEnd={() => setResults(undefined)}
      title={t('ban.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {results ? (
        <BanResults results={results} onClose={onClose} />
      ) : (
        <BanForm address={address} onBanned={onClose} onPartlyBanned={setResults} />
      )}
    </Modal>
  );
}
