import { useTranslation } from 'react-i18next';
import type { ArchiveState } from '../../api/types';
import { useLocale } from '../../i18n/use-locale';
import classes from './State.module.css';

/** Which database says where addresses are, and how old it is. */
export function GeographyState({ geography }: { geography: ArchiveState['country'] }) {
  const { t } = useTranslation('settings');
  const locale = useLocale();
  const { path, builtAt, problem } = geography;
  return (
    <>
      {path === null ? t('history.ownDatabase') : <span className="mono">{path}</span>}
      {builtAt !== null && (
        <>
          {', '}
          {t('history.builtAt', {
            when: new Date(builtAt * 1000).toLocaleDateString(locale, { dateStyle: 'medium' }),
          })}
        </>
      )}
      {problem !== null && <div className={classes.problem}>{problem}</div>}
    </>
  );
}
