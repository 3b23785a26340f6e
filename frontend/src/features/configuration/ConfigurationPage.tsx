import { Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../components/links';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import classes from './ConfigurationPage.module.css';
import { FilesTab } from './FilesTab';
import { JailsTab } from './JailsTab';
import { ServerTab } from './ServerTab';
import { type ConfigurationTab, configurationTabs } from './search';
import { VersionsTab } from './VersionsTab';
import { WritableNotice } from './WritableNotice';

const route = getRouteApi('/app/configuration');

/** fail2ban's files: what they say for each jail, themselves, and how they have changed. */
export function ConfigurationPage() {
  const { t } = useTranslation('configuration');
  const { t: common } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const open = (tab: string | null) =>
    void navigate({ search: { tab: tab as ConfigurationTab }, replace: true, resetScroll: false });

  return (
    <>
      <PageHeader
        title={common('nav.configuration')}
        summary={t('summary')}
        actions={
          <>
            <ButtonLink to="/configuration/regex-lab" variant="default">
              {t('lab')}
            </ButtonLink>
            <ButtonLink to="/configuration/simulator" variant="default">
              {t('simulator')}
            </ButtonLink>
          </>
        }
      />
      <div className={classes.page}>
        <WritableNotice />
        <Panel isFlush>
          <Tabs value={search.tab ?? 'jails'} onChange={open} keepMounted={false}>
            <Tabs.List aria-label={t('tab.label')} className={classes.list}>
              {configurationTabs.map((tab) => (
                <Tabs.Tab key={tab} value={tab} className={classes.tab}>
                  {t(`tab.${tab}`)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Tabs.Panel value="jails">
              <JailsTab search={search} />
            </Tabs.Panel>
            <Tabs.Panel value="files">
              <FilesTab search={search} />
            </Tabs.Panel>
            <Tabs.Panel value="server">
              <ServerTab />
            </Tabs.Panel>
            <Tabs.Panel value="versions">
              <VersionsTab />
            </Tabs.Panel>
          </Tabs>
        </Panel>
      </div>
    </>
  );
}
