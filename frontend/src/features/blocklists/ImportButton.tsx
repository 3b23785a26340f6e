import { ActionIcon, Button, Group, Menu, Tooltip } from '@mantine/core';
import { IconChevronDown, IconDownload, IconFlask } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sourcesQuery } from '../../api/blocklist-queries';
import { MenuNote } from './MenuNote';
import { useImports } from './use-imports';
import { useRuns } from './use-runs';
import { useIsHolder } from './use-scheduler';

/** Imports every list that is switched on; beside it, the same as a dry run. Says why when it cannot. */
export function ImportButton() {
  const { t } = useTranslation('blocklists');
  const { data: sources } = useQuery(sourcesQuery);
  const { active } = useRuns();
  const isHolder = useIsHolder();
  const { start } = useImports();

  if (!sources || sources.items.length === 0) return null;
  const obstacle = !isHolder
    ? t('standby.button')
    : active
      ? t('run.isRunning')
      : sources.items.every(({ enabled }) => !enabled)
        ? t('run.noneEnabled')
        : null;
  const isBlocked = obstacle !== null;

  return (
    <Tooltip label={obstacle} disabled={!isBlocked}>
      <Group gap={1} wrap="nowrap">
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          data-disabled={isBlocked}
          aria-disabled={isBlocked}
          aria-description={obstacle ?? undefined}
          loading={start.isPending}
          onClick={() => !isBlocked && start.mutate({})}
        >
          {t('run.open')}
        </Button>
        <Menu position="bottom-end" width={250} disabled={isBlocked}>
          <Menu.Target>
            <ActionIcon
              variant="default"
              size={36}
              aria-label={t('run.more')}
              data-disabled={isBlocked}
              aria-disabled={isBlocked}
            >
              <IconChevronDown size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconFlask size={16} aria-hidden />}
              onClick={() => start.mutate({ dryRun: true })}
            >
              {t('run.dryRun')}
              <MenuNote>{t('run.dryRunDetail')}</MenuNote>
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Group>
    </Tooltip>
  );
}
