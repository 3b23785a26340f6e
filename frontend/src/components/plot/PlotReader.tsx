import { VisuallyHidden } from '@mantine/core';
import { type KeyboardEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './PlotReader.module.css';
import { plotMargin } from './plot-size';
import { useDrag } from './use-drag';

interface Props {
  /** How many buckets there are. */
  count: number;
  chosen: number | null;
  words: (index: number) => string;
  onChoose: (index: number | null) => void;
  /** The first and last bucket to zoom into. */
  onZoom: (first: number, last: number) => void;
}

const page = 10;

/** Lies over the bars: a pointer reads one and drags over several to zoom, keys walk them, Enter zooms into one. */
export function PlotReader({ count, chosen, words, onChoose, onZoom }: Props) {
  const { t } = useTranslation('plot');
  const hintId = useId();
  const last = count - 1;
  const current = Math.min(chosen ?? last, last);
  const drag = useDrag({ count, onChoose, onZoom });

  const follow = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const targets: Record<string, number> = {
      ArrowLeft: current - 1,
      ArrowDown: current - 1,
      ArrowRight: current + 1,
      ArrowUp: current + 1,
      PageDown: current - page,
      PageUp: current + page,
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    if (target !== undefined) onChoose(Math.max(0, Math.min(last, target)));
    else if (event.key === 'Enter') onZoom(current, current);
    else if (event.key === 'Escape') drag.cancel();
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div
        role="slider"
        tabIndex={0}
        className={classes.reader}
        style={{
          insetInlineStart: plotMargin.left,
          insetInlineEnd: plotMargin.right,
          top: plotMargin.top,
          bottom: plotMargin.bottom,
        }}
        aria-label={t('read')}
        aria-describedby={hintId}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={current}
        aria-valuetext={words(current)}
        onKeyDown={follow}
        onFocus={() => onChoose(current)}
        onBlur={() => onChoose(null)}
        {...drag.handlers}
      >
        {drag.range ? (
          <Band kind="drag" first={drag.range.first} last={drag.range.last} count={count} />
        ) : (
          chosen !== null && <Band kind="bucket" first={current} last={current} count={count} />
        )}
      </div>
      <VisuallyHidden id={hintId}>{t('readHint')}</VisuallyHidden>
    </>
  );
}

interface BandProps {
  kind: 'bucket' | 'drag';
  first: number;
  last: number;
  count: number;
}

/** Marks buckets from `first` to `last`. */
function Band({ kind, first, last, count }: BandProps) {
  const style = {
    insetInlineStart: `${(first / count) * 100}%`,
    width: `${((last - first + 1) / count) * 100}%`,
  };
  return <span className={classes.band} data-kind={kind} style={style} />;
}
