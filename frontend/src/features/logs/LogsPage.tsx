import { Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { logListQuery } from '../../api/log-queries';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { TimeRangePicker } from '../../components/time-range/TimeRangePicker';
import { rangeIn, withRange } from '../../components/time-range/time-range';
import { Filters } from './Filters';
import { LogElsewhere } from './LogElsewhere';
import { LogSummary } from './LogSummary';
import classes from './LogsPage.module.css';
import { LogView } from './LogView';
import { OtherLogs } from './OtherLogs';
import { withFollow } from './search';

const route = getRouteApi('/app/logs');

export function LogsPage() {
  const { t } = useTranslation('logs');
  const { t: common } = useTranslation();
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/logs' });
  const { data: logs } = useQuery(logListQuery);
  const isElsewhere = logs?.fail2ban.kind === 'elsewhere' || logs?.fail2ban.kind === 'unknown';
  const isBounded = search.to !== undefined;

  return (
    <>
      <PageHeader title={common('nav.logs')} summary={<LogSummary logs={logs} />} />
      <Filters search={search} />
      <div className={classes.page}>
        <Panel
          isFlush
          title={t('title')}
          aside={
            <div className={classes.controls}>
              <TimeRangePicker
                range={rangeIn(search, 'all')}
                onChange={(range) =>
                  void navigate({ search: (before) => withRange(before, range), resetScroll: false })
                }
              />
              <Switch
                label={t('follow')}
                checked={!isBounded && search.follow !== 'no'}
                disabled={isBounded}
                onChange={(event) => {
                  const isFollowed = event.currentTarget.checked;
                  void navigate({
                    search: (before) => withFollow(before, isFollowed),
                    replace: true,
                    resetScroll: false,
                  });
                }}
              />
            </div>
          }
        >
          {isElsewhere ? (
            <LogElsewhere target={logs.fail2ban.target} />
          ) : (
            <LogView key={JSON.stringify(withFollow(search, true))} search={search} />
          )}
        </Panel>
        <OtherLogs logs={logs} />
      </div>
    </>
  );
}
