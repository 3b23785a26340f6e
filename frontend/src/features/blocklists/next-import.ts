import type { BlocklistSource } from '../../api/types';

/** The source that is imported next by its schedule, and when; null where nothing is planned. */
export function nextImport(sources: readonly BlocklistSource[]): { name: string; at: number } | null {
  return sources
    .filter(({ enabled }) => enabled)
    .flatMap(({ name, nextRunAt }) => (nextRunAt === null ? [] : [{ name, at: nextRunAt }]))
    .reduce<{ name: string; at: number } | null>(
      (first, each) => (first && first.at <= each.at ? first : each),
      null,
    );
}
