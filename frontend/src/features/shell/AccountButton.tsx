import { ActionIcon, UnstyledButton } from '@mantine/core';
import { IconSelector, IconUserCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '../../api/queries';
import classes from './AccountButton.module.css';

type Props = { isCompact: boolean } & Pick<
  ComponentProps<'button'>,
  'onClick' | 'onFocus' | 'onPointerEnter' | 'ref'
>;

export function AccountButton({ isCompact, ...rest }: Props) {
  const { t } = useTranslation();
  const { data: session } = useQuery(sessionQuery);
  const label = t('settings.titleFor', { name: session?.username ?? '' });
  if (isCompact) {
    return (
      <ActionIcon size="xl" aria-label={label} aria-haspopup="menu" {...rest}>
        <IconUserCircle size={21} stroke={1.7} />
      </ActionIcon>
    );
  }
  return (
    <UnstyledButton aria-label={label} aria-haspopup="menu" {...rest} className={classes.button}>
      <IconUserCircle size={19} stroke={1.7} aria-hidden />
      <span className={classes.name}>{session?.username}</span>
      <IconSelector size={15} aria-hidden />
    </UnstyledButton>
  );
}
