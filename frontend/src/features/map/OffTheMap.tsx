import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/use-locale';
import { countryName } from '../../network/country';
import { CountryLink } from './CountryLink';
import type { Countries } from './countries';
import classes from './OffTheMap.module.css';
import { world } from './world';

const onTheMap = new Set(world.map(({ code }) => code));

/** Countries with bans that the map has no place for, such as Antarctica, or codes that stand for several. */
export function OffTheMap({ known }: { known: Countries['known'] }) {
  const { t } = useTranslation('map');
  const locale = useLocale();
  const others = known.filter(({ code }) => !onTheMap.has(code));
  if (others.length === 0) return null;
  return (
    <span>
      {t('offTheMap')}{' '}
      {others.map(({ code, bans }) => (
        <CountryLink key={code} code={code} className={classes.link}>
          {countryName(code, locale)} ({t('bans', { count: bans })})
        </CountryLink>
      ))}
    </span>
  );
}
