import type { TFunction } from 'i18next';
import type { BlocklistFormat, BlocklistSource } from '../../api/types';

const formats: readonly string[] = ['plain', 'ipset', 'range', 'csv', 'dshield'] satisfies BlocklistFormat[];

/** A format by its name for people; one that is not known here by its own. */
export function formatName(format: string, t: TFunction): string {
  return formats.includes(format) ? t(`blocklists.format.${format as BlocklistFormat}`) : format;
}

/** How a list is read: as was chosen, or as was found out. */
export function formatInWords({ format, csvColumn, detectedFormat }: BlocklistSource, t: TFunction): string {
  if (format === 'auto' && detectedFormat !== null) {
    return t('blocklists.source.formatFound', { format: formatName(detectedFormat, t) });
  }
  const name = t(`blocklists.format.${format}`);
  return format === 'csv' ? `${name}, ${t('blocklists.source.columnOf', { column: csvColumn })}` : name;
}
