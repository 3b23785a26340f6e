import { useTranslation } from 'react-i18next';
import type { BlocklistSource } from '../../api/types';
import { useLocale } from '../../i18n/use-locale';
import { percent } from './amounts';

interface Props {
  source: BlocklistSource;
  sources: readonly BlocklistSource[];
}

/** Which other lists hold much of the same, the nearest first. */
export function Overlaps({ source, sources }: Props) {
  const { t } = useTranslation('blocklists');
  const locale = useLocale();
  const total = Math.max(1, source.entries ?? 0);
  const shared = source.overlaps
    .filter(({ entries }) => entries > 0)
    .toSorted((a, b) => b.entries - a.entries)
    .flatMap(({ sourceId, entries }) => {
      const other = sources.find(({ id }) => id === sourceId);
      return other ? [{ id: sourceId, name: other.name, share: percent(entries / total, locale) }] : [];
    });
  if (shared.length === 0) return t('source.noOverlap');
  return shared.map(({ id, name, share }) => <div key={id}>{t('source.overlapWith', { share, name })}</div>);
}
