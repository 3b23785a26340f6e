import { useTranslation } from 'react-i18next';
import { Amount } from '../Amount';
import classes from './Legend.module.css';
import type { PlotSeries } from './plot-series';

interface Props {
  series: readonly PlotSeries[];
  hidden: ReadonlySet<string>;
  onChange: (hidden: ReadonlySet<string>) => void;
}

/** What each colour stands for; a click hides and shows it. */
export function Legend({ series, hidden, onChange }: Props) {
  const { t } = useTranslation('plot');
  const toggle = (id: string) => {
    const next = new Set(hidden);
    if (!next.delete(id)) next.add(id);
    onChange(next);
  };
  return (
    <fieldset className={classes.legend} aria-label={t('legend')}>
      {series.map(({ id, name, color, total }) => (
        <button
          key={id}
          type="button"
          className={classes.item}
          aria-pressed={!hidden.has(id)}
          onClick={() => toggle(id)}
        >
          <span className={classes.key} style={{ color }} aria-hidden />
          <span className={classes.name}>{name}</span>
          <span className={classes.total}>
            <Amount value={total} />
          </span>
        </button>
      ))}
    </fieldset>
  );
}
