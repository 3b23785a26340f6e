import { useTranslation } from 'react-i18next';
import { useLocale } from '../i18n/use-locale';
import { countryName } from '../network/country';
import classes from './Country.module.css';

/** A country by its code and name. Not by its flag: many systems draw none. */
export function Country({ code, isShort = false }: { code: string | null; isShort?: boolean }) {
  const { t } = useTranslation();
  const locale = useLocale();
  if (code === null) return <span className={classes.unknown}>{t('country.unknown')}</span>;
  const name = countryName(code, locale);
  return (
    <span className={classes.country} title={name}>
      <abbr
        className={classes.code}
        title={name}
        aria-label={isShort ? name : undefined}
        aria-hidden={!isShort}
      >
        {code}
      </abbr>
      {!isShort && <span className={classes.name}>{name}</span>}
    </span>
  );
}
