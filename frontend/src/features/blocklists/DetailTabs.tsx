import { Tabs } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../components/Panel';
import { CheckAddress } from './CheckAddress';
import classes from './DetailTabs.module.css';
import { FeedSettings } from './FeedSettings';
import { RunLog } from './RunLog';
import { type BlocklistsSearch, type BlocklistsTab, tabOf } from './search';
import { VersionsTable } from './VersionsTable';

/** What one looks at now and then; the address bar says which. */
export function DetailTabs({ search }: { search: BlocklistsSearch }) {
  const { t } = useTranslation('blocklists');
  const navigate = useNavigate({ from: '/blocklists' });
  const open = (tab: string | null) =>
    void navigate({
      search: (before) => ({ ...before, tab: tab as BlocklistsTab }),
      replace: true,
      resetScroll: false,
    });

  return (
    <Panel isFlush>
      <Tabs value={tabOf(search)} onChange={open} keepMounted={false}>
        <Tabs.List aria-label={t('tab.label')} className={classes.list}>
          {(['log', 'sets', 'feed', 'check'] as const).map((tab) => (
            <Tabs.Tab key={tab} value={tab} className={classes.tab}>
              {t(`tab.${tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="log">
          <RunLog />
        </Tabs.Panel>
        <Tabs.Panel value="sets">
          <VersionsTable />
        </Tabs.Panel>
        <Tabs.Panel value="feed" className={classes.body}>
          <FeedSettings />
        </Tabs.Panel>
        <Tabs.Panel value="check" className={classes.body}>
          <CheckAddress address={search.address ?? ''} />
        </Tabs.Panel>
      </Tabs>
    </Panel>
  );
}
