import { Button } from '@mantine/core';
import { IconPlayerPlay, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { JailDetail } from '../../api/types';
import { askFirst } from '../../components/ask-first';
import { useJailCommand } from './use-jail-command';

export function JailActions({ jail }: { jail: JailDetail }) {
  const { t } = useTranslation();
  const command = useJailCommand(jail.name);
  const name = jail.name;

  const askReload = () =>
    askFirst({
      title: t('jail.reload.title', { name }),
      consequence: t(jail.isLasting === false ? 'jail.reload.losesChanges' : 'jail.reload.consequence', {
        name,
      }),
      confirm: t('jail.reload.confirm'),
      onConfirm: () => command.mutate('reload'),
    });
  const askStop = () =>
    askFirst({
      title: t('jail.stop.title', { name }),
      consequence: t('jail.stop.consequence', { name, count: jail.currentlyBanned ?? 0 }),
      confirm: t('jail.stop.confirm'),
      isDestructive: true,
      onConfirm: () => command.mutate('stop'),
    });
  const askStart = () =>
    askFirst({
      title: t('jail.start.title', { name }),
      consequence: t('jail.start.consequence', { name }),
      confirm: t('jail.start.confirm'),
      onConfirm: () => command.mutate('start'),
    });

  if (jail.state === 'unknown') return null;
  if (jail.state === 'stopped') {
    return (
      <Button
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        onClick={askStart}
        loading={command.isPending}
      >
        {t('jail.start.open')}
      </Button>
    );
  }
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconRefresh size={16} aria-hidden />}
        onClick={askReload}
        loading={command.isPending && command.variables === 'reload'}
      >
        {t('jail.reload.open')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconPlayerStop size={16} aria-hidden />}
        onClick={askStop}
        loading={command.isPending && command.variables === 'stop'}
      >
        {t('jail.stop.open')}
      </Button>
    </>
  );
}
