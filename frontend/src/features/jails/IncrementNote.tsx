import { useTranslation } from 'react-i18next';
import type { JailDetail } from '../../api/types';
import { useLocale } from '../../i18n/use-locale';
import { durationInWords } from '../../time/words';
import classes from './ThresholdsPanel.module.css';

const formulas = ['factor', 'multipliers', 'formula'] as const;

/** Whether ban times grow for those who come back, how, and up to what. */
export function IncrementNote({ increment }: { increment: JailDetail['increment'] }) {
  const { t } = useTranslation();
  const locale = useLocale();
  if (!increment?.increment) return null;
  const { maxtime, rndtime, overalljails } = increment;
  const set = formulas.filter((name) => increment[name]);

  return (
    <div className={classes.note}>
      {t('thresholds.increment')}
      {typeof maxtime === 'number' &&
        ` ${t('thresholds.incrementMaxtime', { duration: durationInWords(maxtime, locale) })}`}
      {typeof rndtime === 'number' &&
        rndtime > 0 &&
        ` ${t('thresholds.incrementRndtime', { duration: durationInWords(rndtime, locale) })}`}
      {overalljails === true && ` ${t('thresholds.incrementOveralljails')}`}
      {set.length > 0 && (
        <ul className={`mono ${classes.formulas}`}>
          {set.map((name) => (
            <li key={name}>
              bantime.{name} = {String(increment[name])}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
