/**
 * Writes a change of the files, makes the daemon take it, and puts everything back where that does not end as it should.
 * One at a time among all instances that share the data folder.
 */
import { join } from 'node:path';
import { takeExclusiveLock } from '../../database/exclusive-lock.ts';
import type { Fail2banClientTool } from '../../fail2ban/client-tool.ts';
import type { Fail2banCommands } from '../../fail2ban/commands.ts';
import { changedJails } from '../../fail2ban/configuration/dump.ts';
import { finish, putBack, readJournal, type Swap, swapIn } from '../../fail2ban/configuration/swap.ts';
import { type DaemonMemory, rememberDaemon, takeEffect } from '../../fail2ban/configuration/take-effect.ts';
import type { Trial } from '../../fail2ban/configuration/trial.ts';
import { Fail2banError } from '../../fail2ban/errors.ts';
import type { DaemonWatch } from '../../fail2ban/watch.ts';
import type { Logger } from '../../log.ts';
import { Problem } from '../../problem.ts';

export interface TransactionOptions {
  readonly configDir: string;
  /** For the journal and the lock. */
  readonly dataDir: string;
  readonly watch: DaemonWatch;
  readonly commands: Fail2banCommands;
  readonly tool: Fail2banClientTool;
  readonly log: Logger;
}

export type Outcome =
  | { readonly state: 'applied' }
  | { readonly state: 'undone' | 'failed'; readonly problem: string };

/** What the daemon is to take. */
type Wanted = Pick<Trial, 'jails' | 'server' | 'after'> & { readonly memory: DaemonMemory };

export function createTransaction({ configDir, dataDir, watch, commands, tool, log }: TransactionOptions) {
  const journal = join(dataDir, 'configuration-change.json');
  const lockFile = join(dataDir, 'configuration-lock.sqlite3');
  let reloading = 0;

  /** @returns why the files cannot be written; null where they are */
  async function writeFiles(swap: Swap): Promise<string | null> {
    try {
      await swapIn(configDir, journal, swap);
      return null;
    } catch (error) {
      return `The files cannot be written: ${(error as Error).message}.`;
    }
  }

  /** @returns what is wrong afterwards; a daemon that is not there takes the files when it starts */
  async function reload({ jails, server, after, memory }: Wanted): Promise<string | null> {
    if (watch.daemon().state !== 'online' || after === null) return null;
    reloading += 1;
    try {
      const effect = { jails, isServerChanged: server.length > 0, after, memory };
      return await takeEffect(effect, { watch, commands, tool });
    } finally {
      reloading -= 1;
    }
  }

  async function undo(
    swap: Swap,
    { before, after, server }: Trial,
    memory: DaemonMemory,
    problem: string,
  ): Promise<Outcome> {
    const back = { jails: changedJails(after ?? before, before), server, after: before, memory };
    const again = await putBackAndReload(swap, back);
    const state = again === null ? 'undone' : 'failed';
    log.error(
      { event: 'configuration_undone', state, problem, again },
      'A change of fail2ban’s files was undone',
    );
    const words = again === null ? problem : `${problem}\nAfter the old files were put back: ${again}`;
    return { state, problem: words };
  }

  async function putBackAndReload(swap: Swap, back: Wanted): Promise<string | null> {
    try {
      const foreign = await putBack(configDir, journal, swap);
      if (foreign.length === 0) return await reload(back);
      return `Changed by somebody else meanwhile, and left alone: ${foreign.join(', ')}.`;
    } catch (error) {
      return (error as Error).message;
    }
  }

  return {
    /**
     * Nobody else changes the files by BanGUI while `work` does.
     * @throws {Problem} configuration_busy
     */
    async alone<Result>(work: () => Promise<Result>): Promise<Result> {
      const release = takeExclusiveLock(lockFile);
      if (release === null) {
        throw new Problem('configuration_busy', 'Another change is being applied. Try again in a moment.');
      }
      try {
        return await work();
      } finally {
        release();
      }
    },

    /** @param record what makes the change last, once the daemon has taken it; until then a crash undoes it */
    async carryOut(swap: Swap, trial: Trial, record: () => Promise<void>): Promise<Outcome> {
      const memory = rememberDaemon(watch);
      const wanted = { ...trial, memory };
      const problem = (await writeFiles(swap)) ?? (await reload(wanted)) ?? (await sentenceOf(record));
      if (problem !== null) return undo(swap, trial, memory, problem);
      await finish(journal);
      return { state: 'applied' };
    },

    /**
     * What a process that was killed has left is finished if it was recorded, else undone.
     * @param isRecorded by the swap's id
     */
    async recover(isRecorded: (id: string) => Promise<boolean>): Promise<void> {
      const swap = await readJournal(configDir, journal);
      if (swap === null) return;
      if (await isRecorded(swap.id)) return finish(journal);
      const foreign = await putBack(configDir, journal, swap);
      const paths = Object.keys(swap.after);
      log.warn(
        { event: 'configuration_recovered', files: paths, foreign },
        'A change that was cut off is undone',
      );
      // The daemon may have taken it already. One that is not there needs nothing.
      await tool.reloadAll().catch(passOverToolFailure);
    },

    isReloading: () => reloading > 0,
  };
}

/** @returns why it failed; null where it did not */
async function sentenceOf(work: () => Promise<void>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    return `The version cannot be recorded: ${(error as Error).message}.`;
  }
}

function passOverToolFailure(error: unknown): void {
  if (!(error instanceof Fail2banError)) throw error;
}
