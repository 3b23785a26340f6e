import type { VersionItem } from './schema.ts';
import type { Version } from './version-store.ts';

/** How many compiled sets are kept to return to, the current one among them. */
export const keptVersions = 5;

export function toVersionItem({ id, runId, compiledAt, isCurrent, statistics }: Version): VersionItem {
  return {
    id,
    runId,
    compiledAt,
    isCurrent,
    counts: statistics.counts,
    addresses: statistics.addresses,
    sources: statistics.sources.map(({ sourceId, name, entries }) => ({ sourceId, name, entries })),
  };
}
