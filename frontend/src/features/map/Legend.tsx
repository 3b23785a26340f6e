import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/use-locale';
import classes from './Legend.module.css';
import { amountOf } from './measure-words';
import type { Measure } from './search';
import colours from './steps.module.css';

/** What each step of colour means, in numbers. */
export function Legend({ steps, measure }: { steps: readonly number[]; measure: Measure }) {
  const { t } = useTranslation('map');
  const locale = useLocale();
  return (
    <ul className={classes.legend} aria-label={t('legend', { measure: t(`measures.${measure}`) })}>
      {steps.map((start, step) => (
        <li key={start}>
          <span className={`${colours.step} ${classes.swatch}`} data-step={step} />
          <span className="num">
            {measure === 'share' && step === 0
              ? t('aboveNone')
              : t('from', { amount: amountOf(start, measure, locale) })}
          </span>
        </li>
      ))}
    </ul>
  );
}
