import { Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useOpened } from '../../components/use-opened';
import { Wordmark } from '../../components/Wordmark';
import { DaemonState } from './DaemonState';
import { Navigation } from './Navigation';

/** The way around on a narrow screen. */
export function MenuDrawer({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const isOpened = useOpened(isOpen);
  return (
    <Drawer
      opened={isOpened}
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
