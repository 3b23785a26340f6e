import { Menu } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { AppearanceItems } from '../../components/AppearanceItems';
import { AccountButton } from './AccountButton';
import { useSignOut } from './use-sign-out';

export function AccountDropdown({ isCompact }: { isCompact: boolean }) {
  const { t } = useTranslation();
  const signOut = useSignOut();
  return (
    <Menu defaultOpened position={isCompact ? 'bottom-end' : 'top-start'} width={210}>
      <Menu.Target>
        <AccountButton isCompact={isCompact} />
      </Menu.Target>
      <Menu.Dropdown>
        <AppearanceItems />
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signOut.mutate()}>
          {t('settings.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
