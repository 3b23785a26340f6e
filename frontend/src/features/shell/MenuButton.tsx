import { ActionIcon } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMenu2 } from '@tabler/icons-react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useOnceTrue } from '../../components/use-once-true';
import { lazyPart } from '../../live/lazy-part';

const loadDrawer = () => import('./MenuDrawer');
const MenuDrawer = lazyPart(() => loadDrawer().then((module) => ({ default: module.MenuDrawer })));

export function MenuButton() {
  const { t } = useTranslation();
  const [isOpen, menu] = useDisclosure(false);
  const isWanted = useOnceTrue(isOpen);
  return (
    <>
      <ActionIcon
        size="xl"
        aria-label={t('nav.open')}
        aria-expanded={isOpen}
        onPointerEnter={loadDrawer}
        onFocus={loadDrawer}
        onClick={menu.open}
      >
        <IconMenu2 size={20} />
      </ActionIcon>
      <Suspense>{isWanted && <MenuDrawer isOpen={isOpen} onClose={menu.close} />}</Suspense>
    </>
  );
}
