import { useNavigate } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useOnceTrue } from '../../components/use-once-true';
import { lazyPart } from '../../live/lazy-part';
import { type AddressSearch, withoutDialog } from './search';

const BanDialog = lazyPart(() =>
  import('../../components/bans/BanDialog').then((module) => ({ default: module.BanDialog })),
);
const AddDialog = lazyPart(() =>
  import('../../components/allow-list/AddDialog').then((module) => ({ default: module.AddDialog })),
);

/** Ban and allow with the address filled in. */
export function AddressDialogs({ address, search }: { address: string; search: AddressSearch }) {
  const navigate = useNavigate({ from: '/addresses/$address' });
  const isBanWanted = useOnceTrue(search.dialog === 'ban');
  const isAllowWanted = useOnceTrue(search.dialog === 'allow');
  const close = () => void navigate({ search: withoutDialog(search), replace: true, resetScroll: false });

  return (
    <Suspense>
      {isBanWanted && <BanDialog isOpen={search.dialog === 'ban'} address={address} onClose={close} />}
      {isAllowWanted && <AddDialog isOpen={search.dialog === 'allow'} address={address} onClose={close} />}
    </Suspense>
  );
}
