import { SegmentedControl, Skeleton, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { enforcementQuery, hitsQuery } from '../../api/blocklist-queries';
import { Failure } from '../../components/Failure';
import { Panel } from '../../components/Panel';
import { EnforcementFigures } from './EnforcementFigures';
import classes from './HitsPanel.module.css';
import { HitsPlot } from './HitsPlot';
import { type HitsRange, hitsRanges, plotHeight } from './hits-range';

/** How much is in force, what it covers, and what it stopped. */
export function HitsPanel() {
  const { t } = useTranslation('blocklists');
  const [range, setRange] = useState<HitsRange>('day');
  const { data: enforcement, error, refetch } = useQuery(enforcementQuery);
  const { data: hits } = useQuery(hitsQuery(hitsRanges[range].hours));

  if (error && !enforcement) {
    return (
      <Panel>
        <Failure error={error} onRetry={() => void refetch()} />
      </Panel>
    );
  }
  return (
    <Panel isFlush>
      <EnforcementFigures enforcement={enforcement} />
      {enforcement?.driver !== 'off' && enforcement?.current !== null && (
        <div className={classes.plot}>
          <div className={classes.head}>
            <Title order={2}>{t('hits.title')}</Title>
            <SegmentedControl
              size="xs"
              aria-label={t('hits.range')}
              data={Object.keys(hitsRanges).map((value) => ({
                value,
                label: t(`hits.ranges.${value as HitsRange}`),
              }))}
              value={range}
              onChange={(value) => setRange(value as HitsRange)}
            />
          </div>
          {hits ? <HitsPlot key={range} hits={hits} range={range} /> : <Skeleton height={plotHeight} />}
        </div>
      )}
    </Panel>
  );
}
