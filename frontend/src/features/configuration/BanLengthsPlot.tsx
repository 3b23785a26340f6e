import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/use-locale';
import { durationInWords } from '../../time/words';
import classes from './BanLengthsPlot.module.css';
import { banLengths } from './ban-lengths';

/** How long the first ban of an address is, the second and so on, as bars with their words. */
export function BanLengthsPlot({ textOf }: { textOf: (key: string) => string }) {
  const { t } = useTranslation('configuration');
  const locale = useLocale();
  const lengths = banLengths(textOf);
  if (lengths === null) return null;
  const longest = Math.max(...lengths.seconds);
  return (
    <figure className={classes.plot}>
      <figcaption className={classes.caption}>
        {t('lengths.title')}
        {lengths.randomSeconds > 0 &&
          ` ${t('lengths.random', { span: durationInWords(lengths.randomSeconds, locale) })}`}
      </figcaption>
      <ol className={classes.bars}>
        {lengths.seconds.map((seconds, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the first ban is the first ban
          <li key={index}>
            <span className={classes.name}>{t('lengths.ban', { number: index + 1 })}</span>
            <span className={classes.track} aria-hidden>
              <span style={{ width: `${(100 * seconds) / longest}%` }} />
            </span>
            <span className="num">{durationInWords(seconds, locale, 'short')}</span>
          </li>
        ))}
      </ol>
    </figure>
  );
}
