import { ActionIcon, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMenu2 } from '@tabler/icons-react';
import { Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Wordmark } from '../../components/Wordmark';
import { AccountMenu } from './AccountMenu';
import { ConnectionBanner } from './ConnectionBanner';
import { DaemonBanner } from './DaemonBanner';
import { DaemonState } from './DaemonState';
import { Navigation } from './Navigation';
import classes from './Shell.module.css';
import { SkipLink } from './SkipLink';
import { useFocusOnNavigation } from './use-focus-on-navigation';
import { useLive } from './use-live';

/** The frame around every page: the way around, how fail2ban is, and what is amiss. */
export function Shell() {
  const { t } = useTranslation();
  const [isMenuOpen, menu] = useDisclosure(false);
  useLive();
  useFocusOnNavigation();

  return (
    <div className={classes.shell}>
      <SkipLink />

      <aside className={classes.side}>
        <Wordmark />
        <Navigation />
        <div className={classes.foot}>
          <DaemonState />
          <AccountMenu />
        </div>
      </aside>

      <header className={classes.top}>
        <ActionIcon size="xl" aria-label={t('nav.open')} onClick={menu.open}>
          <IconMenu2 size={20} />
        </ActionIcon>
        <Wordmark />
        <AccountMenu isCompact />
      </header>
      <Drawer
        opened={isMenuOpen}
        onClose={menu.close}
        size="17rem"
        title={<Wordmark />}
        closeButtonProps={{ 'aria-label': t('action.close') }}
      >
        <Navigation onNavigate={menu.close} />
        <DaemonState />
      </Drawer>

      <main id="main" className={classes.main} tabIndex={-1}>
        <ConnectionBanner />
        <DaemonBanner />
        <Outlet />
      </main>
    </div>
  );
}
