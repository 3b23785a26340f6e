import { Suspense, useState } from 'react';
import { lazyPart } from '../../live/lazy-part';
import { AccountButton } from './AccountButton';

const loadMenu = () => import('./AccountDropdown');
const AccountDropdown = lazyPart(() => loadMenu().then((module) => ({ default: module.AccountDropdown })));

/** Who is signed in, how things look, and the way out. The menu itself is fetched when somebody reaches for it. */
export function AccountMenu({ isCompact = false }: { isCompact?: boolean }) {
  const [isWanted, setWanted] = useState(false);
  const button = (
    <AccountButton
      isCompact={isCompact}
      onPointerEnter={loadMenu}
      onFocus={loadMenu}
      onClick={() => setWanted(true)}
    />
  );
  return (
    <Suspense fallback={button}>{isWanted ? <AccountDropdown isCompact={isCompact} /> : button}</Suspense>
  );
}
