import { Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Wordmark } from '../../components/Wordmark';
import { DaemonState } from './DaemonState';
import { Navigation } from './Navigation';

/** The way around on a narrow screen. */
export function MenuDrawer({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      size="17rem"
      title={<Wordmark />}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Navigation onNavigate={onClose} />
      <DaemonState />
    </Drawer>
  );
}
