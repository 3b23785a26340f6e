import type { BlocklistHits } from '../../api/types';
import { useLocale } from '../../i18n/use-locale';
import classes from './HitsPlot.module.css';
import { type HitsRange, hitsRanges, plotHeight, plotMargin } from './hits-range';
import { timeTicks, valueTicks } from './plot-scale';

const height = plotHeight - 22;
/** Below this width every other label of the time axis is left out. */
const narrow = 480;
const floor = height - plotMargin.bottom;

interface Props {
  hits: BlocklistHits;
  range: HitsRange;
  /** In pixels; 0 until it is measured. */
  width: number;
  chosen: number | null;
}

/** The drawing itself: a bar a step, packets upwards, time to the right. */
export function HitsBars({ hits, range, width, chosen }: Props) {
  const locale = useLocale();
  const { points, stepSeconds } = hits;
  const { tickHours, tick } = hitsRanges[range];
  const from = points[0]?.at ?? 0;
  const to = from + points.length * stepSeconds;
  const values = valueTicks(Math.max(0, ...points.map(({ packets }) => packets)));
  const most = values.at(-1) ?? 1;

  const inner = Math.max(0, width - plotMargin.left);
  const step = inner / Math.max(1, points.length);
  const x = (at: number) => plotMargin.left + ((at - from) / (to - from)) * inner;
  const y = (packets: number) => floor - (packets / most) * (floor - plotMargin.top);
  const gap = step > 4 ? 1 : 0;

  return (
    <svg width="100%" height={height} aria-hidden="true">
      {values.map((value) => (
        <g key={value}>
          <line className={classes.grid} x1={plotMargin.left} x2={width} y1={y(value)} y2={y(value)} />
          <text x={plotMargin.left - 8} y={y(value)} dy="0.32em" textAnchor="end">
            {value.toLocaleString(locale, { notation: 'compact' })}
          </text>
        </g>
      ))}
      {points.map(({ at, packets }, index) => (
        <rect
          key={at}
          className={classes.bar}
          data-chosen={index === chosen || undefined}
          x={x(at)}
          width={Math.max(0, step - gap)}
          y={Math.min(y(packets), packets > 0 ? floor - 1 : floor)}
          height={packets > 0 ? Math.max(1, floor - y(packets)) : 0}
        />
      ))}
      {chosen !== null && points[chosen] && (
        <line
          className={classes.grid}
          x1={x(points[chosen].at) + step / 2}
          x2={x(points[chosen].at) + step / 2}
          y1={plotMargin.top}
          y2={floor}
        />
      )}
      {width > 0 &&
        timeTicks(from, to, width < narrow ? tickHours * 2 : tickHours).map((at) => (
          <text key={at} x={x(at)} y={height - 4} textAnchor={anchorAt(x(at), width)}>
            {new Date(at * 1000).toLocaleString(locale, tick)}
          </text>
        ))}
    </svg>
  );
}

/** Labels at the edges stay inside. */
function anchorAt(x: number, width: number): 'start' | 'middle' | 'end' {
  if (x < plotMargin.left + 16) return 'start';
  return x > width - 16 ? 'end' : 'middle';
}
