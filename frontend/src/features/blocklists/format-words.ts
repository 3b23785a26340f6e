import type { TFunction } from 'i18next';
import type { BlocklistFormat, BlocklistSource } from '../../api/types';

const formats: readonly string[] = ['plain', 'ipset', 'range', 'csv', 'dshield'] satisfies BlocklistFormat[];

/** A format by its name for people; one that is not known here by its own. */
export function formatName(format: string, t: TFunction<'blocklists'>): string {
  return formats.includes(format) ? t(`format.${format as BlocklistFormat}`) : format;
}

/** How a list is read: as was chosen, or as was found out. */
export function formatInWords(
  { format, csvColumn, detectedFormat }: BlocklistSource,
  t: TFunction<'blocklists'>,
): string {
  if (format === 'auto' && detectedFormat !== null) {
    return t('source.formatFound', { format: formatName(detectedFormat, t) });
  }
  const name = t(`format.${format}`);
  return format === 'csv' ? `${name}, ${t('source.columnOf', { column: csvColumn })}` : name;
}
