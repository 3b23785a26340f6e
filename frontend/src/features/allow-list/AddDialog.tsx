import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AddForm } from './AddForm';

export function AddDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('allowList.addTitle')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <AddForm onAdded={onClose} />
    </Modal>
  );
}
