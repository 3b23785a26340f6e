import { useTranslation } from 'react-i18next';
import type { BlocklistSource } from '../../api/types';
import { useLocale } from '../../i18n/use-locale';
import { percent } from './amounts';
import { Bar } from './Bar';
import classes from './SourcesTable.module.css';

/** How much of a list no other one holds: what is lost without it. */
export function UniqueShare({ source }: { source: BlocklistSource }) {
  const { t } = useTranslation('blocklists');
  const locale = useLocale();
  const { entries, uniqueEntries } = source;
  if (entries === null || uniqueEntries === null) return '–';
  const share = entries === 0 ? 0 : uniqueEntries / entries;
  return (
    <span className={classes.share} title={t('source.unique', { share: percent(share, locale) })}>
      <Bar share={share} />
      <span className="num">{percent(share, locale)}</span>
    </span>
  );
}
