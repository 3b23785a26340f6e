/** fail2ban's configuration: read, changed as a transaction, and kept as versions. */
import { withSectionEdit } from '../../fail2ban/configuration/edits.ts';
import { whyNotWritable } from '../../fail2ban/configuration/files.ts';
import { tryFiles } from '../../fail2ban/configuration/trial.ts';
import { Fail2banError } from '../../fail2ban/errors.ts';
import { withStandIn } from '../../fail2ban/stand-in.ts';
import { Problem } from '../../problem.ts';
import { type Authorship, createChanges, type PendingChange } from './changes.ts';
import { differencesOf, type Texts } from './differences.ts';
import { catalogueOf, effectiveOf } from './effective.ts';
import { createFiles, digestOrNull, ownTexts, type Snapshot } from './files.ts';
import { changedOutside, type Proposal, proposalOf } from './proposal.ts';
import type {
  CatalogueItem,
  Change,
  ChangeRequest,
  Comparison,
  ConfigurationFiles,
  EffectiveConfiguration,
  FileContent,
  ResolvedJail,
  VersionPage,
} from './schema.ts';
import type { ConfigurationStore } from './store.ts';
import { createTransaction, type TransactionOptions } from './transaction.ts';
import { createVersions } from './versions.ts';

export interface Configuration {
  files(): Promise<ConfigurationFiles>;
  /** @throws {Problem} configuration_file_not_found, configuration_file_unusable */
  read(path: string): Promise<FileContent>;
  effective(): Promise<EffectiveConfiguration>;
  /** @throws {Problem} jail_not_found, configuration_refused */
  resolved(jail: string): Promise<ResolvedJail>;
  catalogue(): Promise<CatalogueItem[]>;
  /**
   * Tries the edits on a copy; nothing is written.
   * @throws {Problem} configuration_changed_outside, configuration_file_unusable, configuration_not_writable
   */
  propose(request: ChangeRequest, author: string): Promise<Change>;
  /** @throws {Problem} change_not_found */
  change(id: string): Change;
  /**
   * Writes, reloads, verifies; puts the old files back where the daemon does not come back as it should.
   * @throws {Problem} change_not_found, change_not_applicable, configuration_busy, configuration_changed_outside
   */
  apply(id: string, author: string, note: string | undefined): Promise<Change>;
  /** @throws {Problem} change_not_found, change_not_applicable while it is being applied */
  drop(id: string): void;
  versions(query: { cursor?: number | undefined; limit: number }): Promise<VersionPage>;
  /** @throws {Problem} configuration_version_not_found */
  version(id: number): Promise<Comparison>;
  /** @throws {Problem} configuration_version_not_found */
  compare(from: number, to: number): Promise<Comparison>;
  /** @throws {Problem} configuration_version_not_found, and as `propose` */
  restore(id: number, author: string): Promise<Change>;
  /** Undoes a change that a process began and did not end, then looks for changes from outside now and then. */
  start(): Promise<void>;
  stop(): void;
  /** Whether the daemon may be busy with a reload of ours. */
  isReloading(): boolean;
}

export interface ConfigurationOptions extends TransactionOptions {
  readonly store: ConfigurationStore;
  /** There is a new version. */
  readonly onVersion: () => void;
}

const outsideCheckMilliseconds = 60_000;

export function createConfiguration(options: ConfigurationOptions): Configuration {
  const { configDir, watch, tool, store, log, onVersion } = options;
  const files = createFiles(configDir);
  const versions = createVersions(store);
  const changes = createChanges();
  const transaction = createTransaction(options);
  let timer: NodeJS.Timeout | undefined;
  let compared: Snapshot | undefined;

  /** The files of now, after what somebody else has changed became a version. */
  async function current(): Promise<Snapshot> {
    const snapshot = await files.snapshot();
    // The same object until a file has changed: what was compared once need not be compared at each view of a page.
    if (snapshot === compared) return snapshot;
    if ((await versions.noteOutside(ownTexts(snapshot.texts))) !== null) onVersion();
    compared = snapshot;
    return snapshot;
  }

  async function noteOutsideChanges(): Promise<void> {
    await current().catch((error: unknown) => {
      log.warn({ event: 'configuration_unreadable', err: error }, 'fail2ban’s files cannot be read');
    });
  }

  async function propose(edits: ChangeRequest['edits'], authorship: Authorship): Promise<Change> {
    const { texts } = await current();
    const unwritable = await whyNotWritable(configDir);
    if (unwritable !== null) throw new Problem('configuration_not_writable', unwritable);
    const proposal = await proposalOf(configDir, texts, edits);
    const trial = await tryFiles(configDir, proposal.after, tool);
    return changes.add(proposal, trial, authorship);
  }

  /** @throws {Problem} configuration_changed_outside */
  async function checkUnchanged({ before }: Proposal): Promise<void> {
    const { texts } = await current();
    const now = Object.fromEntries(Object.keys(before).map((path) => [path, texts.get(path) ?? null]));
    if (differencesOf(before, now).length > 0) throw changedOutside(before, now);
  }

  async function apply(entry: PendingChange, author: string): Promise<void> {
    const { swap, trial, source } = entry;
    await checkUnchanged(swap);
    const { note } = entry.change;
    let versionId: number | null = null;
    entry.change = { ...entry.change, state: 'applying' };
    const outcome = await transaction.carryOut(swap, trial, async () => {
      const own = ownTexts((await files.snapshot()).texts);
      versionId = await versions.record(own, { author, note, source, changeId: swap.id });
    });
    entry.change = { ...entry.change, ...outcome, versionId };
    if (outcome.state !== 'applied') return;
    const paths = Object.keys(swap.after);
    log.info({ event: 'configuration_applied', author, files: paths }, 'fail2ban’s files were changed');
    onVersion();
  }

  return {
    files: files.list,
    read: files.read,
    effective: async () => effectiveOf(await current(), runningJails(watch)),
    catalogue: async () => catalogueOf(await files.snapshot(), runningJails(watch)),

    async resolved(jail) {
      const enabled = switchedOn((await files.snapshot()).texts, jail);
      const dump = await withStandIn(configDir, enabled, tool.dump).catch(throwRefused);
      const settings = dump.jails.get(jail);
      if (settings === undefined) {
        throw new Problem('jail_not_found', dump.errors[0] ?? `The files know no jail "${jail}".`);
      }
      const commands = [...settings].map(([setting, value]) => ({ setting, values: value.split('\n') }));
      return { name: jail, commands };
    },

    propose: ({ edits, note }, author) => propose(edits, { author, note, source: 'bangui' }),
    change: (id) => changes.find(id).change,

    async apply(id, author, note) {
      const entry = changes.find(id);
      const { state } = entry.change;
      if (state !== 'checked') {
        const sentence = `This change is ${state}; only one that was checked and is valid can be applied.`;
        throw new Problem('change_not_applicable', sentence);
      }
      if (note !== undefined) entry.change = { ...entry.change, note };
      await transaction.alone(() => apply(entry, author));
      return entry.change;
    },

    drop: changes.drop,

    async versions(query) {
      await current();
      return versions.page(query);
    },
    version: versions.one,
    compare: versions.compare,

    async restore(id, author) {
      const wanted = await versions.texts(id);
      const edits = editsTo(wanted, ownTexts((await current()).texts));
      return propose(edits, { author, note: `Back to version ${id}`, source: 'restore' });
    },

    async start() {
      await transaction
        .alone(() => transaction.recover(versions.hasChange))
        .catch((error: unknown) => {
          log.warn(
            { event: 'configuration_not_recovered', err: error },
            'What a change has left was not looked at',
          );
        });
      await noteOutsideChanges();
      timer = setInterval(() => void noteOutsideChanges(), outsideCheckMilliseconds).unref();
    },
    stop: () => clearInterval(timer),
    isReloading: transaction.isReloading,
  };
}

function runningJails(watch: TransactionOptions['watch']): Set<string> {
  const running = watch.jails().filter(({ state }) => state === 'running');
  return new Set(running.map(({ name }) => name));
}

/** The files with which a jail is on, for a look at it whatever they say now. */
function switchedOn(texts: ReadonlyMap<string, string>, jail: string): Texts {
  try {
    const edit = { target: 'jail', section: jail, values: { enabled: 'true' } } as const;
    const changed = [...withSectionEdit(texts, edit)].filter(([path, text]) => texts.get(path) !== text);
    return Object.fromEntries(changed);
  } catch (error) {
    throw new Problem('jail_not_found', (error as Error).message);
  }
}

/** As if somebody had edited each file by hand; the digests are those of now. */
function editsTo(wanted: Texts, own: ReadonlyMap<string, string>): ChangeRequest['edits'] {
  const written = Object.entries(wanted)
    .filter(([path, text]) => own.get(path) !== text)
    .map(([path, text]) => ({
      kind: 'write' as const,
      path,
      text: text ?? '',
      baseDigest: digestOrNull(own, path),
    }));
  const removed = [...own.keys()]
    .filter((path) => !(path in wanted))
    .map((path) => ({ kind: 'remove' as const, path, baseDigest: digestOrNull(own, path) ?? '' }));
  return [...written, ...removed];
}

function throwRefused(error: unknown): never {
  throw error instanceof Fail2banError ? new Problem('configuration_refused', error.message) : error;
}
