import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useOpened } from '../../../components/use-opened';
import classes from './Palette.module.css';
import { PaletteSearch } from './PaletteSearch';

interface Props {
  isOpen: boolean;
  onClose: () => void;
}

/** Finds addresses, jails and pages from anywhere. */
export function Palette({ isOpen, onClose }: Props) {
  const { t } = useTranslation('palette');
  const isOpened = useOpened(isOpen);
  return (
    <Modal
      opened={isOpened}
      onClose={onClose}
      aria-label={t('title')}
      withCloseButton={false}
      transitionProps={{ duration: 120, exitDuration: 0 }}
      centered={false}
      yOffset="12dvh"
      padding={0}
      size="36rem"
      classNames={{ content: classes.content ?? '' }}
    >
      <PaletteSearch onClose={onClose} />
    </Modal>
  );
}
