import { Button, Menu, type MenuItemProps } from '@mantine/core';
import { IconBooks, IconPencilPlus, IconPlus } from '@tabler/icons-react';
import { createLink } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

const MenuLink = createLink((props: Omit<MenuItemProps, 'href'>) => <Menu.Item component="a" {...props} />);

/** A new jail: one that fail2ban brings, or one of one's own. */
export function NewJailButton() {
  const { t } = useTranslation('configuration');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" ml="auto" leftSection={<IconPlus size={16} aria-hidden />}>
          {t('jails.new')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <MenuLink to="/configuration/catalogue" leftSection={<IconBooks size={16} aria-hidden />}>
          {t('catalogue.fromCatalogue')}
        </MenuLink>
        <MenuLink to="/configuration/new-jail" leftSection={<IconPencilPlus size={16} aria-hidden />}>
          {t('catalogue.fromScratch')}
        </MenuLink>
      </Menu.Dropdown>
    </Menu>
  );
}
