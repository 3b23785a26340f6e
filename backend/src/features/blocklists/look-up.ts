/** Which lists hold an address, answered from the compiled data. */
import { createLookUp } from '../../blocklist/look-up.ts';
import { readSet, setPath } from '../../blocklist/set-files.ts';
import type { Address } from '../../network/address.ts';
import { parseAddress } from '../../network/address.ts';
import { Problem } from '../../problem.ts';
import type { LookUpResult } from './schema.ts';
import type { BlocklistStore } from './store.ts';

export interface LookUpOptions {
  readonly store: BlocklistStore;
  readonly setsDir: string;
}

type Find = (address: Address) => string | null;

/** Sets are kept in memory for as long as somebody asks. */
const idleMilliseconds = 60_000;

export function createListLookUp({ store, setsDir }: LookUpOptions) {
  const loaded = new Map<string, Promise<Find>>();
  let forgetting: NodeJS.Timeout | undefined;

  function finder(digest: string): Promise<Find> {
    const known = loaded.get(digest);
    if (known !== undefined) return known;
    const loading = readSet(setPath(setsDir, digest)).then(createLookUp);
    loaded.set(digest, loading);
    loading.catch(() => loaded.delete(digest));
    return loading;
  }

  function forgetWhenIdle(): void {
    clearTimeout(forgetting);
    forgetting = setTimeout(() => loaded.clear(), idleMilliseconds).unref();
  }

  /** @throws {Problem} validation_failed */
  return async (text: string): Promise<LookUpResult> => {
    const address = parseAddress(text.trim());
    if (address === null) {
      const message = `"${text}" is neither an address nor a network`;
      throw new Problem('validation_failed', `${message}.`, { errors: [{ path: 'address', message }] });
    }
    forgetWhenIdle();
    const [sources, contents, versions] = await Promise.all([
      store.sources(),
      store.contents(),
      store.versions(),
    ]);
    const current = versions.find(({ isCurrent }) => isCurrent);
    const blockedBy = current === undefined ? null : (await finder(current.digest))(address);
    const hits: LookUpResult['sources'] = [];
    for (const { id, name } of sources.filter(({ enabled }) => enabled)) {
      const digest = contents.get(id)?.digest ?? null;
      const entry = digest === null ? null : (await finder(digest))(address);
      if (entry !== null) hits.push({ sourceId: id, name, entry });
    }
    return { address: address.text, blockedBy, sources: hits };
  };
}
