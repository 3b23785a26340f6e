import { ActionIcon } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMenu2 } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';

const loadDrawer = () => import('./MenuDrawer');
const MenuDrawer = lazy(() => loadDrawer().then((module) => ({ default: module.MenuDrawer })));

export function MenuButton() {
  const { t } = useTranslation();
  const [isOpen, menu] = useDisclosure(false);
  const [isWanted, setWanted] = useState(false);
  return (
    <>
      <ActionIcon
        size="xl"
        aria-label={t('nav.open')}
        aria-expanded={isOpen}
        onPointerEnter={loadDrawer}
        onFocus={loadDrawer}
        onClick={() => {
          setWanted(true);
          menu.open();
        }}
      >
        <IconMenu2 size={20} />
      </ActionIcon>
      <Suspense>{isWanted && <MenuDrawer isOpen={isOpen} onClose={menu.close} />}</Suspense>
    </>
  );
}
