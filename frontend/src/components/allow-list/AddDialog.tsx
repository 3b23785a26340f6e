import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AddForm } from './AddForm';

interface Props {
  isOpen: boolean;
  /** What stands in the form to begin with. */
  address?: string;
  onClose: () => void;
}

export function AddDialog({ isOpen, address = '', onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('allowList.addTitle')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <AddForm address={address} onAdded={onClose} />
    </Modal>
  );
}
