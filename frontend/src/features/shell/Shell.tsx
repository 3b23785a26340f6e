import { useDisclosure } from '@mantine/hooks';
import { Outlet } from '@tanstack/react-router';
import { Wordmark } from '../../components/Wordmark';
import { AccountMenu } from './AccountMenu';
import { ConnectionBanner } from './ConnectionBanner';
import { DaemonBanner } from './DaemonBanner';
import { DaemonState } from './DaemonState';
import { MenuButton } from './MenuButton';
import { Navigation } from './Navigation';
import { PaletteGate } from './palette/PaletteGate';
import { SearchButton } from './palette/SearchButton';
import classes from './Shell.module.css';
import { SkipLink } from './SkipLink';
import { useFocusKept } from './use-focus-kept';
import { useFocusOnNavigation } from './use-focus-on-navigation';
import { useLive } from './use-live';

/** The frame around every page: the way around, how fail2ban is, and what is amiss. */
export function Shell() {
  useLive();
  useFocusOnNavigation();
  useFocusKept();
  const [isSearching, search] = useDisclosure(false);

  return (
    <div className={classes.shell}>
      <SkipLink />

      <aside className={classes.side}>
        <Wordmark />
        <SearchButton onClick={search.open} />
        <Navigation />
        <div className={classes.foot}>
          <DaemonState />
          <AccountMenu />
        </div>
      </aside>

      <header className={classes.top}>
        <MenuButton />
        <Wordmark />
        <div className={classes.topEnd}>
          <SearchButton isCompact onClick={search.open} />
          <AccountMenu isCompact />
        </div>
      </header>

      <main id="main" className={classes.main} tabIndex={-1}>
        <ConnectionBanner />
        <DaemonBanner />
        <Outlet />
      </main>

      <PaletteGate isOpen={isSearching} onOpen={search.open} onClose={search.close} />
    </div>
  );
}
