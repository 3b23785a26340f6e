/** Who is signed in: logging in and out, and the one-time set-up of the first account. */
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from '../../log.ts';
import { parseAddress } from '../../network/address.ts';
import { Problem } from '../../problem.ts';
import { isSameSecret } from '../../same-secret.ts';
import { hashPassword, isPassword } from './password.ts';
import { createSetupToken } from './setup-token.ts';
import type { SessionStore } from './store.ts';
import { createThrottle } from './throttle.ts';

export interface Session {
  readonly username: string;
  readonly expiresAt: number;
}

export interface OpenedSession extends Session {
  /** 256 random bits in base64url: the cookie's value, kept nowhere else. */
  readonly token: string;
}

export interface Visitor {
  readonly address: string;
  readonly userAgent: string;
}

export interface SessionsOptions {
  readonly store: SessionStore;
  readonly dataDir: string;
  readonly sessionDurationMinutes: number;
  /** Sessions ended before their time: what is still open for them has to be closed. */
  readonly onEnded: () => void;
  readonly log: Logger;
}

export type Sessions = ReturnType<typeof createSessions>;

const freeFailures = 3;
const longestWaitForAddressSeconds = 15 * 60;
const longestWaitForAccountSeconds = 30;

export function createSessions(options: SessionsOptions) {
  const { store, dataDir, sessionDurationMinutes, onEnded, log } = options;
  const failuresByAddress = createThrottle({
    freeFailures,
    longestWaitSeconds: longestWaitForAddressSeconds,
  });
  const failuresByAccount = createThrottle({
    freeFailures,
    longestWaitSeconds: longestWaitForAccountSeconds,
  });
  const setupToken = createSetupToken(join(dataDir, 'setup-token'));
  /** Sessions seen lately by token hash: a page view asks memory, not the database. */
  const known = new Map<string, Session>();
  /** Rises whenever sessions may have ended: what was looked up before must not be remembered after it. */
  let ends = 0;
  /** Compared against where there is no such account, so that the answer takes as long. */
  const nobodysHash = hashPassword(randomBytes(16).toString('hex'));

  async function open(account: { id: number; username: string }, visitor: Visitor): Promise<OpenedSession> {
    const token = randomBytes(32).toString('base64url');
    const createdAt = nowSeconds();
    const session = { username: account.username, expiresAt: createdAt + sessionDurationMinutes * 60 };
    await store.removeExpiredSessions(createdAt);
    for (const [hash, { expiresAt }] of known) if (expiresAt <= createdAt) known.delete(hash);
    await store.addSession({
      tokenHash: hashToken(token),
      accountId: account.id,
      createdAt,
      expiresAt: session.expiresAt,
      address: visitor.address,
      userAgent: visitor.userAgent.slice(0, 300),
    });
    return { ...session, token };
  }

  function refuseThrottled(addressKey: string, accountKey: string): void {
    const wait = Math.max(
      failuresByAddress.waitSeconds(addressKey),
      failuresByAccount.waitSeconds(accountKey),
    );
    if (wait === 0) return;
    throw new Problem('login_throttled', `Wait ${wait} seconds before the next try.`, {
      retryAfterSeconds: wait,
    });
  }

  function recordFailure(addressKey: string, accountKey: string): void {
    failuresByAddress.recordFailure(addressKey);
    failuresByAccount.recordFailure(accountKey);
  }

  /** @returns whether there was none yet */
  async function addFirstAccount(username: string, password: string): Promise<boolean> {
    const isFirst = await store.addFirstAccount(username, await hashPassword(password), nowSeconds());
    if (!isFirst) return false;
    setupToken.remove();
    log.info({ event: 'setup_completed', username }, 'The first account was created');
    return true;
  }

  async function openFor(username: string, visitor: Visitor): Promise<OpenedSession> {
    const account = await store.findAccount(username);
    if (account === undefined) throw new Error(`The account ${username} vanished.`);
    return open(account, visitor);
  }

  /** The session that a cookie's token stands for, or null when it is unknown, ended or expired. */
  async function find(token: string): Promise<Session | null> {
    const tokenHash = hashToken(token);
    const remembered = known.get(tokenHash);
    if (remembered !== undefined && remembered.expiresAt > nowSeconds()) return remembered;
    known.delete(tokenHash);
    const endsBefore = ends;
    const session = await store.findSession(tokenHash, nowSeconds());
    if (ends !== endsBefore) return find(token);
    if (session === undefined) return null;
    known.set(tokenHash, session);
    return session;
  }

  return {
    async isSetupRequired(): Promise<boolean> {
      return !(await store.hasAccount());
    },

    /** Made on first use and kept in `DATA_DIR/setup-token` until set-up is done. */
    setupToken: setupToken.get,

    /**
     * Creates the first account without asking, from the configuration. Does nothing where an account exists, such as
     * one that another instance has just created.
     */
    async setUpUnattended(username: string, password: string): Promise<void> {
      if (!(await store.hasAccount())) await addFirstAccount(username, password);
    },

    /** @throws {Problem} setup_already_done, setup_token_invalid, login_throttled */
    async setUp(token: string, username: string, password: string, visitor: Visitor): Promise<OpenedSession> {
      if (await store.hasAccount()) throw setupAlreadyDone();
      const addressKey = throttleKey(visitor.address);
      refuseThrottled(addressKey, '');
      if (!isSameSecret(token, setupToken.read())) {
        failuresByAddress.recordFailure(addressKey);
        throw new Problem(
          'setup_token_invalid',
          `The token is not the one in BanGUI's log (event setup_pending) and in ${setupToken.path}.`,
        );
      }
      if (!(await addFirstAccount(username, password))) throw setupAlreadyDone();
      return openFor(username, visitor);
    },

    /** @throws {Problem} setup_required, invalid_credentials, login_throttled */
    async login(username: string, password: string, visitor: Visitor): Promise<OpenedSession> {
      if (!(await store.hasAccount()))
        throw new Problem('setup_required', 'Create the first account before signing in.');
      const addressKey = throttleKey(visitor.address);
      const accountKey = username.toLowerCase();
      refuseThrottled(addressKey, accountKey);
      // Counted before the slow hash, so that many tries at once do not slip through together.
      recordFailure(addressKey, accountKey);
      const account = await store.findAccount(username);
      const isRight = await isPassword(password, account?.passwordHash ?? (await nobodysHash));
      if (account === undefined || !isRight) {
        // An unknown name may be a password that was typed into the wrong field.
        const who = { username: account?.username ?? null, address: visitor.address };
        log.warn({ event: 'login_failed', ...who }, 'A login failed');
        throw new Problem('invalid_credentials', 'User name or password is wrong.');
      }
      failuresByAddress.forget(addressKey);
      failuresByAccount.forget(accountKey);
      log.info({ event: 'login_succeeded', username, address: visitor.address }, 'Somebody signed in');
      return open(account, visitor);
    },

    find,

    /** Where people who are signed in signed in from. */
    signedInAddresses: () => store.openSessionAddresses(nowSeconds()),

    /** Whether a session that was found before still holds, from memory alone. */
    isStillOpen(token: string): boolean {
      const session = known.get(hashToken(token));
      return session !== undefined && session.expiresAt > nowSeconds();
    },

    async logout(token: string): Promise<void> {
      await store.removeSession(hashToken(token));
      ends += 1;
      known.delete(hashToken(token));
      onEnded();
    },

    /** Forgets the sessions that another instance has ended. */
    async refresh(): Promise<void> {
      const remembered = [...known.keys()];
      const stillOpen = await store.openSessions(nowSeconds());
      ends += 1;
      const ended = remembered.filter((tokenHash) => !stillOpen.has(tokenHash));
      for (const tokenHash of ended) known.delete(tokenHash);
      if (ended.length > 0) onEnded();
    },
  };
}

function setupAlreadyDone(): Problem {
  return new Problem('setup_already_done', 'An account exists already. Sign in with it.');
}

/** One IPv6 host usually owns a whole /64, so its addresses share a key. */
function throttleKey(text: string): string {
  const address = parseAddress(text);
  if (address === null || address.family === 4) return text;
  return parseAddress(`${address.text}/64`)?.text ?? text;
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
