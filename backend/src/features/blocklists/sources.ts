/** Where lists come from: added, changed and removed by people, looked at by imports. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { catalogue } from '../../blocklist/catalogue.ts';
import { parseListUrl } from '../../blocklist/list-url.ts';
import type { Logger } from '../../log.ts';
import { Problem } from '../../problem.ts';
import { checkSchedule, checkTimeZone } from '../../scheduler/schedule.ts';
import type { SourceChanges, SourceItem, SourceRequest } from './schema.ts';
import type { Content, Source } from './source-store.ts';
import type { BlocklistStore } from './store.ts';
import type { Version } from './version-store.ts';

export interface SourcesOptions {
  readonly store: BlocklistStore;
  /** Keeps the text of pasted lists. */
  readonly textsDir: string;
  readonly log: Logger;
  readonly nextRunAt: (sourceId: number) => number | null;
  /** Something that the set is made from is different now; `sourceIds` are to be read anew. */
  readonly onChange: (sourceIds: readonly number[], username: string) => Promise<void>;
}

const daily = '0 4 * * *';

export function createSources({ store, textsDir, log, nextRunAt, onChange }: SourcesOptions) {
  async function find(id: number): Promise<Source> {
    const source = await store.source(id);
    if (source === undefined) throw new Problem('blocklist_not_found', `There is no source number ${id}.`);
    return source;
  }

  function textPath(id: number): string {
    return join(textsDir, `${id}.txt`);
  }

  async function writeText(id: number, text: string): Promise<void> {
    await mkdir(textsDir, { recursive: true, mode: 0o700 });
    await writeFile(textPath(id), text, { mode: 0o600 });
  }

  async function list(): Promise<SourceItem[]> {
    const [sources, contents, versions] = await Promise.all([
      store.sources(),
      store.contents(),
      store.versions(),
    ]);
    const current = versions.find(({ isCurrent }) => isCurrent);
    return sources.map((source) => toItem(source, contents.get(source.id), current, nextRunAt(source.id)));
  }

  async function get(id: number): Promise<SourceItem> {
    await find(id);
    const item = (await list()).find((candidate) => candidate.id === id);
    if (item === undefined) throw new Problem('blocklist_not_found', `There is no source number ${id}.`);
    return item;
  }

  return {
    list,
    get,
    textPath,

    /** @throws {Problem} validation_failed, blocklist_name_taken */
    async add(request: SourceRequest, username: string): Promise<SourceItem> {
      const { text, ...fields } = request;
      const url = fields.url ?? null;
      if ((url === null) === (text === undefined)) {
        throw new Problem('validation_failed', 'Give either a URL or the text of the list.');
      }
      const schedule =
        fields.schedule === undefined ? (url === null ? null : atAnyMinute(daily)) : fields.schedule;
      const source = { ...fields, url, schedule, createdAt: nowSeconds(), createdBy: username };
      refuseUnusable(source);
      const id = await store.addSource(source);
      if (id === null) throw nameTaken(source.name);
      if (text !== undefined) await writeText(id, text);
      log.info({ event: 'blocklist_added', source: source.name, url, username }, 'Blocklist added');
      await onChange(source.enabled ? [id] : [], username);
      return get(id);
    },

    /** @throws {Problem} blocklist_not_found, validation_failed, blocklist_name_taken */
    async change(id: number, changes: SourceChanges, username: string): Promise<SourceItem> {
      const before = await find(id);
      const { text, ...fields } = changes;
      const after: Source = { ...before, ...withoutUndefined(fields) };
      if ((before.url === null) !== (after.url === null) || (text !== undefined && after.url !== null)) {
        throw new Problem('validation_failed', 'A list stays either fetched from a URL or pasted.');
      }
      refuseUnusable(after);
      if (await store.isNameTaken(after.name, id)) throw nameTaken(after.name);
      await store.changeSource(after);
      if (text !== undefined) await writeText(id, text);
      const isOtherContent = text !== undefined || readsDifferently(before, after);
      if (isOtherContent) await store.forgetValidators(id);
      log.info({ event: 'blocklist_changed', source: after.name, username }, 'Blocklist changed');
      const isNew = isOtherContent || (after.enabled && !before.enabled);
      await onChange(after.enabled && isNew ? [id] : [], username);
      return get(id);
    },

    /** @throws {Problem} blocklist_not_found */
    async remove(id: number, username: string): Promise<void> {
      const source = await find(id);
      await store.removeSource(id);
      await rm(textPath(id), { force: true });
      log.info({ event: 'blocklist_removed', source: source.name, username }, 'Blocklist removed');
      await onChange([], username);
    },

    async catalogue() {
      const sources = await store.sources();
      return catalogue.map((entry) => ({
        ...entry,
        schedule: atAnyMinute(entry.schedule),
        sourceId: sources.find(({ url }) => url === entry.url)?.id ?? null,
      }));
    },
  };
}

/** @throws {Problem} validation_failed */
function refuseUnusable({ url, schedule, timeZone }: Omit<Source, 'id'>): void {
  const badTimeZone = checkTimeZone(timeZone);
  const badSchedule = schedule === null || badTimeZone !== null ? null : checkSchedule(schedule, timeZone);
  const problems = [
    { path: 'url', message: url === null ? null : checkListUrl(url) },
    { path: 'schedule', message: badSchedule },
    { path: 'timeZone', message: badTimeZone },
  ];
  const errors = problems.flatMap(({ path, message }) => (message === null ? [] : [{ path, message }]));
  if (errors.length === 0) return;
  throw new Problem('validation_failed', errors.map(({ message }) => message).join(' '), { errors });
}

/** A sentence where nothing could ever be fetched from it; whether the place is allowed shows when it is asked. */
export function checkListUrl(text: string): string | null {
  try {
    parseListUrl(text);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Publishers get a crowd at the full hour, and would get one at any other minute that all of us had in common. */
function atAnyMinute(schedule: string): string {
  return schedule.replace(/^\d+ /, `${Math.floor(Math.random() * 60)} `);
}

function nameTaken(name: string): Problem {
  return new Problem('blocklist_name_taken', `Another source is called "${name}". Choose another name.`);
}

function readsDifferently(before: Source, after: Source): boolean {
  const fields = ['url', 'format', 'csvColumn', 'maxBytes', 'maxEntries'] as const;
  return fields.some((field) => before[field] !== after[field]);
}

function withoutUndefined<T extends object>(changes: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as never;
}

function toItem(
  source: Source,
  content: Content | undefined,
  current: Version | undefined,
  nextRunAt: number | null,
): SourceItem {
  const inSet = current?.statistics.sources.find(({ sourceId }) => sourceId === source.id);
  return {
    ...source,
    checkedAt: content?.checkedAt ?? null,
    changedAt: content?.changedAt ?? null,
    problem: content?.problem ?? null,
    detectedFormat: content?.statistics?.detectedFormat ?? null,
    lines: content?.statistics?.lines ?? null,
    entries: content?.statistics?.entries ?? null,
    addresses: content?.statistics?.addresses ?? null,
    uniqueEntries: inSet?.uniqueEntries ?? null,
    overlaps: [...(inSet?.overlaps ?? [])],
    drops: [...(content?.statistics?.drops ?? [])].map((drop) => ({ ...drop, samples: [...drop.samples] })),
    nextRunAt,
  };
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
