import { Amount } from '../Amount';
import classes from './PlotTip.module.css';
import type { PlotSeries } from './plot-series';
import { plotMargin } from './plot-size';

interface Props {
  title: string;
  series: readonly PlotSeries[];
  isSplit: boolean;
  index: number;
  buckets: number;
}

/** The exact numbers of one bucket, beside its bar. A screen reader hears them from the reader of the plot. */
export function PlotTip({ title, series, isSplit, index, buckets }: Props) {
  const share = (index + 0.5) / buckets;
  const counted = series.filter(({ counts }) => (counts[index] ?? 0) > 0);
  const room = `(100% - ${plotMargin.left + plotMargin.right}px)`;
  const place =
    share < 0.5
      ? { insetInlineStart: `calc(${plotMargin.left + 12}px + ${room} * ${share})` }
      : { insetInlineEnd: `calc(${plotMargin.right + 12}px + ${room} * ${1 - share})` };

  return (
    <div className={classes.tip} style={place} aria-hidden>
      <div className={classes.title}>{title}</div>
      {isSplit &&
        counted.map(({ id, name, color, counts }) => (
          <div key={id} className={classes.part}>
            <span className={classes.key} style={{ background: color }} />
            <span className={classes.name}>{name}</span>
            <Amount value={counts[index] ?? 0} />
          </div>
        ))}
    </div>
  );
}
