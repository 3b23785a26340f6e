import { ActionIcon, Menu, Title } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AppearanceItems } from './AppearanceItems';
import classes from './Gate.module.css';
import { Wordmark } from './Wordmark';

/** The page in front of the interface: signing in, and setting up. */
export function Gate({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className={classes.gate}>
      <title>{`${title} · BanGUI`}</title>
      <header className={classes.top}>
        <Wordmark />
        <Menu position="bottom-end" width={200}>
          <Menu.Target>
            <ActionIcon size="lg" aria-label={t('settings.appearance')}>
              <IconAdjustmentsHorizontal size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <AppearanceItems />
          </Menu.Dropdown>
        </Menu>
      </header>
      <main className={classes.card}>
        <Title order={1}>{title}</Title>
        {lead && <p className={classes.lead}>{lead}</p>}
        {children}
      </main>
    </div>
  );
}
