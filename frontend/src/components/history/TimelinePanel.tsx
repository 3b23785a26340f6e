import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type HistoryQuestion, timelineQuery } from '../../api/history-queries';
import type { HistorySplit } from '../../api/types';
import { Failure } from '../Failure';
import { Panel } from '../Panel';
import { TimelinePlot } from '../plot/TimelinePlot';
import { TimeRangePicker } from '../time-range/TimeRangePicker';
import { type RangeSearch, searchOf } from '../time-range/time-range';
import { splits } from './split';
import classes from './TimelinePanel.module.css';

interface Props {
  title: string;
  question: HistoryQuestion;
  split: HistorySplit;
  onRange: (range: RangeSearch) => void;
  onSplit: (split: HistorySplit) => void;
}

/** The bans of a question over time, with the choice of which time and of what the bars are split by. */
export function TimelinePanel({ title, question, split, onRange, onSplit }: Props) {
  const { t } = useTranslation('plot');
  const { data, isPlaceholderData, error, refetch } = useQuery(timelineQuery(question, split));

  return (
    <Panel
      title={title}
      aside={
        <div className={classes.controls}>
          <TimeRangePicker range={question.range} onChange={onRange} />
          <Select
            size="xs"
            w="9.5rem"
            aria-label={t('split')}
            data={splits.map((value) => ({ value, label: t(`splits.${value}`) }))}
            value={split}
            allowDeselect={false}
            onChange={(value) => onSplit(value as HistorySplit)}
          />
        </div>
      }
    >
      {error && !data ? (
        <div className={classes.failed}>
          <Failure error={error} onRetry={() => void refetch()} />
        </div>
      ) : (
        <TimelinePlot
          timeline={data?.timeline}
          split={data?.split ?? split}
          isStale={isPlaceholderData}
          onZoom={(from, to) => onRange(searchOf({ from, to }))}
        />
      )}
    </Panel>
  );
}
