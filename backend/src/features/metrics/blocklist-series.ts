/** The blocklists: what was compiled, what the kernel holds, and how the sources are. */
import { Counter, type Registry } from 'prom-client';
import type { Blocklists } from '../blocklists/blocklists.ts';
import type { Enforcement, SourceItem } from '../blocklists/schema.ts';
import { addPulledGauge, type Sample, single } from './pulled-gauge.ts';

export interface BlocklistPicture {
  readonly sources: Pick<Blocklists['sources'], 'list'>;
  readonly enforcement: Pick<Blocklists['enforcement'], 'kernel' | 'state'>;
  /** Only one instance looks at the kernel; what another one saw before is out of date. */
  readonly isInCharge: () => boolean;
}

type Counts = NonNullable<Enforcement['counts']>;

export function addBlocklistSeries(registry: Registry, picture: BlocklistPicture): void {
  addSetSeries(registry, picture);
  addSourceSeries(registry, picture.sources);
  addStoppedSeries(registry, picture);
}

function addSetSeries(registry: Registry, { enforcement, isInCharge }: BlocklistPicture): void {
  addPulledGauge(registry, {
    name: 'bangui_blocklist_compiled_entries',
    help: 'Entries of the current compiled set, by kind',
    labelNames: ['kind'],
    read: async () => byKind((await enforcement.state()).current?.counts ?? null),
  });
  addPulledGauge(registry, {
    name: 'bangui_blocklist_kernel_entries',
    help: 'Entries in the kernel as counted last, by kind; told by the instance that holds the lock',
    labelNames: ['kind'],
    read: () => byKind(isInCharge() ? (enforcement.kernel()?.counts ?? null) : null),
  });
  addPulledGauge(registry, {
    name: 'bangui_blocklist_enforced',
    help: 'Whether the kernel holds the current set; told by the instance that holds the lock, once it has looked',
    labelNames: [],
    read: async () => single(isInCharge() ? isEnforced(await enforcement.state()) : null),
  });
}

function addSourceSeries(registry: Registry, sources: BlocklistPicture['sources']): void {
  const add = (name: string, help: string, value: (source: SourceItem) => number | null) =>
    addPulledGauge(registry, {
      name,
      help,
      labelNames: ['source'],
      async read() {
        const enabled = (await sources.list()).filter(({ enabled }) => enabled);
        return enabled.flatMap((source) => toSample(source.name, value(source)));
      },
    });
  add(
    'bangui_blocklist_source_entries',
    'Entries of the source when it was last read',
    ({ entries }) => entries,
  );
  add(
    'bangui_blocklist_source_failing',
    'Whether the last attempt to read the source failed; its entries are then those from before',
    ({ problem }) => (problem === null ? 0 : 1),
  );
  add(
    'bangui_blocklist_source_checked_timestamp_seconds',
    'When a source with a schedule was last asked, whether it has changed or not',
    ({ schedule, checkedAt }) => (schedule === null ? null : checkedAt),
  );
}

/** The kernel's own counters, which begin anew with the rule: what counters of Prometheus may do. */
function addStoppedSeries(registry: Registry, { enforcement, isInCharge }: BlocklistPicture): void {
  for (const unit of ['packets', 'bytes'] as const) {
    new Counter({
      name: `bangui_blocklist_stopped_${unit}_total`,
      help: `What the blocklist's rule has stopped, in ${unit}; told by the instance that holds the lock`,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(isInCharge() ? (enforcement.kernel()?.[unit] ?? 0) : 0);
      },
    });
  }
}

function byKind(counts: Counts | null): Sample<'kind'>[] {
  return Object.entries(counts ?? {}).map(([kind, entries]) => [{ kind }, entries]);
}

/** Where nobody enforces lists, or nobody has looked yet, there is nothing to tell. */
function isEnforced({ driver, state }: Enforcement): number | null {
  if (driver === 'off' || state === 'unknown') return null;
  return state === 'not_enforced' ? 0 : 1;
}

function toSample(source: string, value: number | null): Sample<'source'>[] {
  return value === null ? [] : [[{ source }, value]];
}
