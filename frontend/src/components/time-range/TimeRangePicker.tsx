import { ActionIcon, SegmentedControl } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconZoomOut } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useClock } from '../../time/clock';
import { OwnRange } from './OwnRange';
import classes from './TimeRangePicker.module.css';
import { moved, presets, type RangePreset, type RangeSearch, zoomedOut } from './time-range';

interface Props {
  range: RangeSearch;
  onChange: (range: RangeSearch) => void;
}

const minuteSeconds = 60;

/** Chooses which time is looked at; the page keeps the choice in its address. */
export function TimeRangePicker({ range, onChange }: Props) {
  const { t } = useTranslation('plot');
  const now = useClock((seconds) => seconds - (seconds % minuteSeconds));
  const steps = [
    { words: t('range.earlier'), Icon: IconChevronLeft, target: moved(range, -1, now) },
    { words: t('range.later'), Icon: IconChevronRight, target: moved(range, 1, now) },
    { words: t('range.zoomOut'), Icon: IconZoomOut, target: zoomedOut(range, now) },
  ];

  return (
    <div className={classes.picker}>
      <SegmentedControl
        size="xs"
        aria-label={t('range.label')}
        data={(Object.keys(presets) as RangePreset[]).map((value) => ({
          value,
          label: t(`range.presets.${value}`),
        }))}
        value={range.range ?? ''}
        onChange={(value) => onChange({ range: value as RangePreset })}
      />
      <OwnRange range={range} now={now} onChange={onChange} />
      <div className={classes.steps}>
        {steps.map(({ words, Icon, target }) => (
          <ActionIcon
            key={words}
            aria-label={words}
            title={words}
            // Still there for the keyboard when there is nowhere to go, so that the focus is not lost.
            aria-disabled={target === null}
            data-disabled={target === null}
            onClick={() => target && onChange(target)}
          >
            <Icon size={17} aria-hidden />
          </ActionIcon>
        ))}
      </div>
    </div>
  );
}
