import { ActionIcon, Menu, UnstyledButton } from '@mantine/core';
import { IconLogout, IconSelector, IconUserCircle } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../../api/client';
import { sessionQuery } from '../../api/queries';
import { AppearanceItems } from '../../components/AppearanceItems';
import { notifyProblem } from '../../components/notify';
import classes from './AccountMenu.module.css';

/** Who is signed in, how things look, and the way out. */
export function AccountMenu({ isCompact = false }: { isCompact?: boolean }) {
  const { t } = useTranslation();
  const { data: session } = useQuery(sessionQuery);
  const signOut = useSignOut();

  return (
    <Menu position={isCompact ? 'bottom-end' : 'top-start'} width={210}>
      <Menu.Target>
        {isCompact ? (
          <ActionIcon size="xl" aria-label={t('settings.title')}>
            <IconUserCircle size={21} stroke={1.7} />
          </ActionIcon>
        ) : (
          <UnstyledButton
            className={classes.target}
            aria-label={t('settings.titleFor', { name: session?.username ?? '' })}
          >
            <IconUserCircle size={19} stroke={1.7} aria-hidden />
            <span className={classes.name}>{session?.username}</span>
            <IconSelector size={15} aria-hidden />
          </UnstyledButton>
        )}
      </Menu.Target>
      <Menu.Dropdown>
        <AppearanceItems />
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signOut.mutate()}>
          {isCompact ? t('settings.signOutFor', { name: session?.username ?? '' }) : t('settings.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function useSignOut() {
  const queryClient = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: () => answered(api.POST('/api/v1/auth/logout')),
    onSuccess: async () => {
      await router.navigate({ to: '/login' });
      queryClient.clear();
    },
    onError: notifyProblem,
  });
}
