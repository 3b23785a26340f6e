/** Every state of the own files that BanGUI has made or met, whoever made it. */
import { Problem } from '../../problem.ts';
import { countLines, differencesOf, type Texts } from './differences.ts';
import type { Comparison, Version, VersionPage } from './schema.ts';
import type { ConfigurationStore, NewVersion, VersionRow } from './store.ts';

type Occasion = Pick<NewVersion, 'author' | 'note' | 'source' | 'changeId'>;

/** Written with the administrator's consent, but not as a change of the configuration. */
const ownJailFiles = /^(jail|action)\.d\/bangui-/;
const byBangui: Occasion = {
  author: 'BanGUI',
  note: 'Files of its own jails',
  source: 'bangui',
  changeId: null,
};
const outside: Occasion = { author: null, note: '', source: 'outside', changeId: null };

export function createVersions(store: ConfigurationStore) {
  /** One after the other, so that a change that several requests notice becomes one version. */
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  }

  async function addIfDifferent(
    texts: ReadonlyMap<string, string>,
    occasion: Occasion,
  ): Promise<number | null> {
    const latest = await store.latest();
    const before = latest === null ? null : await store.textsOf(latest.id);
    const differences = differencesOf(asTexts(before ?? texts), asTexts(texts));
    if (before !== null && differences.length === 0 && occasion === outside) return null;
    const { added, removed } = countLines(differences);
    const files = differences.map(({ path }) => path);
    return store.add({
      ...(occasion === outside ? occasionOf(before === null, files) : occasion),
      createdAt: Math.floor(Date.now() / 1000),
      files,
      addedLines: added,
      removedLines: removed,
      texts,
    });
  }

  async function compare(from: VersionRow | null, to: VersionRow): Promise<Comparison> {
    const latest = await store.latest();
    const [before, after] = [
      from === null ? new Map<string, string>() : await store.textsOf(from.id),
      await store.textsOf(to.id),
    ];
    return {
      from: from && toVersion(from, latest),
      to: toVersion(to, latest),
      files: from === null && to.source === 'first' ? [] : differencesOf(asTexts(before), asTexts(after)),
    };
  }

  /** @throws {Problem} configuration_version_not_found */
  async function find(id: number): Promise<VersionRow> {
    const version = await store.find(id);
    if (version === null) {
      throw new Problem('configuration_version_not_found', `There is no version ${id} of the configuration.`);
    }
    return version;
  }

  return {
    /** @returns the number of the new version, or null where nothing has changed */
    noteOutside: (texts: ReadonlyMap<string, string>) => inTurn(() => addIfDifferent(texts, outside)),

    async record(
      texts: ReadonlyMap<string, string>,
      occasion: Pick<NewVersion, 'note' | 'source' | 'changeId'> & { readonly author: string },
    ): Promise<number | null> {
      return inTurn(() => addIfDifferent(texts, occasion));
    },

    hasChange: store.hasChange,

    async page({ cursor, limit }: { cursor?: number | undefined; limit: number }): Promise<VersionPage> {
      const [latest, rows] = [await store.latest(), await store.page(cursor, limit + 1)];
      const shown = rows.slice(0, limit);
      return {
        items: shown.map((row) => toVersion(row, latest)),
        nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
      };
    },

    async one(id: number): Promise<Comparison> {
      const version = await find(id);
      const [before = null] = await store.page(id, 1);
      return compare(before, version);
    },

    compare: async (from: number, to: number) => compare(await find(from), await find(to)),

    async texts(id: number): Promise<Texts> {
      return asTexts(await store.textsOf((await find(id)).id));
    },
  };
}

/** Of a difference that was found, not made. */
function occasionOf(isFirst: boolean, files: readonly string[]): Occasion {
  if (isFirst) return { ...outside, source: 'first' };
  return files.every((path) => ownJailFiles.test(path)) ? byBangui : outside;
}

function asTexts(texts: ReadonlyMap<string, string>): Texts {
  return Object.fromEntries(texts);
}

function toVersion(row: VersionRow, latest: VersionRow | null): Version {
  return { ...row, files: [...row.files], isCurrent: row.id === latest?.id };
}
