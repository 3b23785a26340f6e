import { ActionIcon, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './SearchButton.module.css';

const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);

interface Props {
  isCompact?: boolean;
  onClick: () => void;
}

export function SearchButton({ isCompact = false, onClick }: Props) {
  const { t } = useTranslation();
  const label = { 'aria-keyshortcuts': isMac ? 'Meta+K' : 'Control+K', 'aria-haspopup': 'dialog' } as const;
  if (isCompact) {
    return (
      <ActionIcon size="xl" aria-label={t('nav.search')} {...label} onClick={onClick}>
        <IconSearch size={19} stroke={1.8} />
      </ActionIcon>
    );
  }
  return (
    <UnstyledButton {...label} className={classes.button} onClick={onClick}>
      <IconSearch size={16} stroke={1.8} aria-hidden />
      <span>{t('nav.search')}</span>
      <kbd className={classes.key} aria-hidden>
        {isMac ? '⌘ K' : t('nav.searchKey')}
      </kbd>
    </UnstyledButton>
  );
}
