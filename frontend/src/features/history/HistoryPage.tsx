import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { timelineQuery } from '../../api/history-queries';
import { TimelinePanel } from '../../components/history/TimelinePanel';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { withRange } from '../../components/time-range/time-range';
import { BansList } from './BansList';
import { ExportMenu } from './ExportMenu';
import { Filters } from './Filters';
import classes from './HistoryPage.module.css';
import { HistoryPager } from './HistoryPager';
import { fromTheStart } from './search';
import { usePastBans } from './use-history';

export function HistoryPage() {
  const { t } = useTranslation('history');
  const { t: common } = useTranslation();
  const navigate = useNavigate({ from: '/history' });
  const bans = usePastBans();
  const split = bans.search.split ?? 'jail';
  const { data, isPlaceholderData } = useQuery(timelineQuery(bans.question, split));
  const total = isPlaceholderData ? undefined : data?.timeline.total;

  return (
    <>
      <PageHeader
        title={common('nav.history')}
        summary={total === undefined ? ' ' : t('found', { count: total })}
        actions={<ExportMenu question={bans.question} />}
      />
      <Filters search={bans.search} />
      <div className={classes.page}>
        <TimelinePanel
          title={t('overTime')}
          question={bans.question}
          split={split}
          onRange={(range) =>
            void navigate({ search: (before) => withRange(fromTheStart(before), range), resetScroll: false })
          }
          onSplit={(by) =>
            void navigate({
              search: (before) => ({ ...before, split: by }),
              replace: true,
              resetScroll: false,
            })
          }
        />
        <Panel isFlush>
          <BansList bans={bans} total={total} />
        </Panel>
      </div>
      <HistoryPager bans={bans} total={total} />
    </>
  );
}
