import { useTranslation } from 'react-i18next';
import type { BlocklistRun } from '../../api/types';
import { useLocale } from '../../i18n/use-locale';
import { millisecondsInWords } from './amounts';
import { Milliseconds } from './Milliseconds';
import classes from './StageBar.module.css';
import { stages } from './stage-order';
import { durationOf } from './use-runs';

/** Where the time of an import went. */
export function StageBar({ run }: { run: BlocklistRun }) {
  const { t } = useTranslation('blocklists');
  const locale = useLocale();
  const total = durationOf(run);
  const taken = stages.flatMap((stage) => {
    const milliseconds = run.durationMs[stage];
    return milliseconds === undefined ? [] : [{ stage, milliseconds }];
  });
  if (taken.length === 0) return null;
  return (
    <div>
      <div className={classes.bar} aria-hidden>
        {taken.map(({ stage, milliseconds }) => (
          <span key={stage} data-stage={stage} style={{ flexGrow: milliseconds / Math.max(1, total) }} />
        ))}
      </div>
      <ul className={classes.legend}>
        {taken.map(({ stage, milliseconds }) => (
          <li key={stage}>
            <span className={classes.sign} data-stage={stage} aria-hidden />
            {t(`run.stage.${stage}`)} <Milliseconds value={milliseconds} />
          </li>
        ))}
        <li>{t('run.durationTotal', { duration: millisecondsInWords(total, locale) })}</li>
      </ul>
    </div>
  );
}
