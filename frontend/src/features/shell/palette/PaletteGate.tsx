import { useHotkeys } from '@mantine/hooks';
import { lazy, Suspense } from 'react';
import { useOnceTrue } from '../../../components/use-once-true';
import { withTexts } from '../../../i18n/i18n';

const loadPalette = withTexts(() => import('./Palette'), 'palette');
const Palette = lazy(() => loadPalette().then((module) => ({ default: module.Palette })));

interface Props {
  isOpen: boolean;
  onOpen: () => void;
  onClose: () => void;
}

/** The search above every page, fetched when it is first asked for; Ctrl K (on a Mac ⌘ K) opens it, and closes it. */
export function PaletteGate({ isOpen, onOpen, onClose }: Props) {
  const isWanted = useOnceTrue(isOpen);
  const toggle = () => {
    if (isOpen) onClose();
    else if (document.querySelector('[aria-modal="true"]') === null) onOpen();
  };
  // Also out of a field, where no letter is typed with these keys.
  useHotkeys([['mod+K', toggle]], []);
  return <Suspense>{isWanted && <Palette isOpen={isOpen} onClose={onClose} />}</Suspense>;
}
