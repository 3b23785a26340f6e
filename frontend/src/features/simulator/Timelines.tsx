import { SegmentedControl, VisuallyHidden } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SimulationResult } from '../../api/types';
import { Panel } from '../../components/Panel';
import { Bars } from '../../components/plot/Bars';
import { TimelineTable } from '../../components/plot/TimelineTable';
import { plotTimeline } from './plot-timeline';
import classes from './Timelines.module.css';

interface Props {
  timeline: SimulationResult['timeline'];
  /** Unix seconds, `to` exclusive. */
  onZoom: (from: number, to: number) => void;
}

const settings = ['today', 'proposed'] as const;
const forms = ['plot', 'table'] as const;

/** When each setting bans, above each other over the same time. */
export function Timelines({ timeline, onZoom }: Props) {
  const { t } = useTranslation('simulator');
  const { t: plot } = useTranslation('plot');
  const [form, setForm] = useState<(typeof forms)[number]>('plot');
  return (
    <Panel
      title={t('timeline.title')}
      aside={
        <SegmentedControl
          size="xs"
          aria-label={plot('form')}
          data={forms.map((value) => ({ value, label: plot(`forms.${value}`) }))}
          value={form}
          onChange={setForm}
        />
      }
    >
      <div className={classes.both}>
        {settings.map((name) => (
          <div key={name}>
            <h3 className={classes.name}>{t(name)}</h3>
            <OfSetting timeline={timeline} name={name} isTable={form === 'table'} onZoom={onZoom} />
          </div>
        ))}
      </div>
    </Panel>
  );
}

interface OfSettingProps extends Props {
  name: (typeof settings)[number];
  isTable: boolean;
}

function OfSetting({ timeline, name, isTable, onZoom }: OfSettingProps) {
  const { t } = useTranslation('plot');
  const plotted = useMemo(() => plotTimeline(timeline, timeline[name].bans), [timeline, name]);
  const series = useMemo(
    () =>
      plotted.series.map(({ key: _, ...rest }) => ({
        id: name,
        name: t('bans'),
        color: colors[name],
        ...rest,
      })),
    [plotted, name, t],
  );
  const numbers = { timeline: plotted, series, isSplit: false };
  if (isTable) return <TimelineTable {...numbers} isScrolling />;
  return (
    <>
      <Bars {...numbers} onZoom={onZoom} />
      <VisuallyHidden>
        <TimelineTable {...numbers} />
      </VisuallyHidden>
    </>
  );
}

const colors = { today: 'var(--series-others)', proposed: 'var(--series-1)' } as const;
