import type { LogLine } from '../../api/types';
import { useLocale } from '../../i18n/use-locale';
import { LogRow } from './LogRow';
import classes from './LogRow.module.css';

/** The lines, with the day before the first of each. */
export function LogRows({ lines }: { lines: readonly LogLine[] }) {
  const locale = useLocale();
  let dayBefore = '';

  return (
    <ol className={classes.rows}>
      {lines.map((line) => {
        const day = line.atMs === null ? dayBefore : new Date(line.atMs).toDateString();
        const isFirstOfDay = day !== dayBefore;
        dayBefore = day;
        return (
          <li key={line.id}>
            {isFirstOfDay && (
              <div className={classes.day}>
                {new Date(line.atMs ?? 0).toLocaleDateString(locale, { dateStyle: 'full' })}
              </div>
            )}
            <LogRow line={line} locale={locale} />
          </li>
        );
      })}
    </ol>
  );
}
