import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconDownload, IconPencil, IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BlocklistSource } from '../../api/types';
import { askFirst } from '../../components/ask-first';
import { MenuNote } from './MenuNote';
import { useImports } from './use-imports';
import { useRuns } from './use-runs';
import { useIsHolder } from './use-scheduler';
import { useSources } from './use-sources';

export function SourceMenu({ source }: { source: BlocklistSource }) {
  const { t } = useTranslation('blocklists');
  const navigate = useNavigate({ from: '/blocklists' });
  const isHolder = useIsHolder();
  const { active } = useRuns();
  const { start } = useImports();
  const { remove } = useSources();
  const { id, name } = source;

  const askRemove = () =>
    askFirst({
      title: t('source.removeTitle', { name }),
      consequence: (
        <>
          {t('source.removeConsequence', { count: source.entries ?? 0 })}
          {source.url === null && <div>{t('source.removePasted')}</div>}
        </>
      ),
      confirm: t('source.removeConfirm'),
      isDestructive: true,
      onConfirm: () => remove.mutate(source),
    });

  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <ActionIcon aria-label={t('source.actions', { name })} loading={remove.isPending}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconDownload size={16} aria-hidden />}
          disabled={!isHolder || active !== undefined}
          onClick={() => start.mutate({ ids: [id] })}
        >
          {t('source.importOne')}
          {!isHolder && <MenuNote>{t('standby.button')}</MenuNote>}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconPencil size={16} aria-hidden />}
          onClick={() => void navigate({ search: (before) => ({ ...before, edit: id }) })}
        >
          {t('source.edit')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} color="red" onClick={askRemove}>
          {t('source.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
