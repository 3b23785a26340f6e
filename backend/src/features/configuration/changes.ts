/** Changes that were tried and wait to be applied: in memory, for a day. */
import { randomUUID } from 'node:crypto';
import type { Swap } from '../../fail2ban/configuration/swap.ts';
import type { Trial } from '../../fail2ban/configuration/trial.ts';
import { Problem } from '../../problem.ts';
import { differencesOf } from './differences.ts';
import type { Proposal } from './proposal.ts';
import type { Change } from './schema.ts';

export interface PendingChange {
  change: Change;
  readonly swap: Swap;
  readonly trial: Trial;
  readonly source: 'bangui' | 'restore';
}

export interface Authorship {
  readonly author: string;
  readonly note: string;
  readonly source: PendingChange['source'];
}

const keptSeconds = 24 * 3600;
/** The oldest goes for another one. */
const mostPending = 100;

export function createChanges() {
  const pending = new Map<string, PendingChange>();

  function forgetOld(): void {
    for (const [id, { change }] of pending) {
      const isOver = change.expiresAt < nowSeconds() || pending.size >= mostPending;
      if (isOver && change.state !== 'applying') pending.delete(id);
    }
  }

  /** @throws {Problem} change_not_found */
  function find(id: string): PendingChange {
    const found = pending.get(id);
    if (found !== undefined) return found;
    throw new Problem('change_not_found', 'There is no such change. It may be too old; make it again.');
  }

  return {
    find,

    add(proposal: Proposal, trial: Trial, { author, note, source }: Authorship): Change {
      const swap: Swap = { id: randomUUID(), ...proposal };
      const change = toChange(swap, trial, author, note);
      forgetOld();
      pending.set(swap.id, { change, swap, trial, source });
      return change;
    },

    /** @throws {Problem} change_not_found, change_not_applicable while it is being applied */
    drop(id: string): void {
      if (find(id).change.state === 'applying') {
        throw new Problem('change_not_applicable', 'This change is being applied.');
      }
      pending.delete(id);
    },
  };
}

function toChange(swap: Swap, trial: Trial, author: string, note: string): Change {
  const createdAt = nowSeconds();
  return {
    id: swap.id,
    state: trial.refusal === null ? 'checked' : 'refused',
    note,
    createdAt,
    createdBy: author,
    expiresAt: createdAt + keptSeconds,
    files: differencesOf(swap.before, swap.after),
    effect: trial.jails.map(({ settings, ...rest }) => ({ ...rest, settings: [...settings] })),
    serverEffect: [...trial.server],
    check: {
      isValid: trial.refusal === null,
      output: trial.refusal ?? 'fail2ban finds the configuration valid.',
      warnings: [...trial.warnings],
    },
    problem: null,
    versionId: null,
  };
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
