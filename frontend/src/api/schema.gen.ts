// Stands in for the file that openapi-typescript generates from backend/openapi.json, in the same shape.
interface Reply<T> {
  headers: Record<string, unknown>;
  content: { 'application/json': T };
}
interface Empty {
  headers: Record<string, unknown>;
  content?: never;
}
interface Failure {
  headers: Record<string, unknown>;
  content: { 'application/problem+json': ProblemDocument };
}
interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
}
type Operation<Status extends number, Response, Query = never, Path = never, Body = never> = {
  parameters: ([Query] extends [never] ? { query?: never } : { query?: Query }) & {
    header?: never;
    cookie?: never;
  } & ([Path] extends [never] ? { path?: never } : { path: Path });
  responses: { [S in Status]: Response } & { default: Failure };
} & ([Body] extends [never] ? { requestBody?: never } : { requestBody: { content: { 'application/json': Body } } });

interface Session {
  username: string;
  expiresAt: number;
}
interface Server {
  banguiVersion: string;
  time: number;
  fail2ban: {
    state: 'connecting' | 'online' | 'offline';
    version: string | null;
    socket: string;
    since: number;
    problem: { code: string; title: string; detail: string } | null;
  };
  snapshotComplete: boolean;
  jails: { running: number; stopped: number };
  bans: { current: number; total: number };
  failures: { current: number; total: number };
  manualJail: 'running' | 'stopped' | 'missing';
  requesterAddress: string;
}
interface JailSummary {
  name: string;
  state: 'running' | 'stopped';
  currentlyFailed: number | null;
  totalFailed: number | null;
  currentlyBanned: number | null;
  totalBanned: number | null;
  bantimeSeconds: number | null;
  findtimeSeconds: number | null;
  maxretry: number | null;
}
interface JailDetail extends JailSummary {
  configured: { bantimeSeconds: number; findtimeSeconds: number; maxretry: number } | null;
  isLasting: boolean | null;
  logPaths: string[];
  journalMatches: string[];
  failRegex: string[];
  ignoreRegex: string[];
  datePattern: string | null;
  useDns: string | null;
  logEncoding: string | null;
  ignoreIps: string[];
  ignoreSelf: boolean | null;
  actions: { name: string; properties: Record<string, string> }[];
  increment: { enabled: boolean; [key: string]: string | number | boolean | null } | null;
}
interface Ban {
  jail: string;
  address: string;
  bannedAt: number;
  durationSeconds: number | null;
  expiresAt: number | null;
  banCount: number;
  country: string | null;
  origin: 'jail' | 'manual';
}
interface AllowListEntry {
  address: string;
  jail: string | null;
  note: string;
  createdAt: number | null;
  createdBy: string | null;
  source: 'bangui' | 'configuration';
}
type Sort = 'bannedAt' | '-bannedAt' | 'address' | '-address' | 'jail' | '-jail' | 'expiresAt' | '-expiresAt';

export interface paths {
  '/api/v1/setup': {
    get: Operation<200, Reply<{ required: boolean; cookieSecure: boolean }>>;
    post: Operation<201, Reply<Session>, never, never, { token: string; username: string; password: string }>;
  };
  '/api/v1/auth/login': {
    post: Operation<200, Reply<Session>, never, never, { username: string; password: string }>;
  };
  '/api/v1/auth/logout': { post: Operation<204, Empty> };
  '/api/v1/auth/session': { get: Operation<200, Reply<Session>> };
  '/api/v1/server': { get: Operation<200, Reply<Server>> };
  '/api/v1/jails': { get: Operation<200, Reply<{ items: JailSummary[] }>> };
  '/api/v1/jails/{jail}': {
    get: Operation<200, Reply<JailDetail>, never, { jail: string }>;
    patch: Operation<
      200,
      Reply<JailDetail>,
      never,
      { jail: string },
      { bantimeSeconds?: number; findtimeSeconds?: number; maxretry?: number }
    >;
  };
  '/api/v1/jails/{jail}/start': { post: Operation<200, Reply<JailDetail>, never, { jail: string }> };
  '/api/v1/jails/{jail}/stop': { post: Operation<200, Reply<JailDetail>, never, { jail: string }> };
  '/api/v1/jails/{jail}/reload': { post: Operation<200, Reply<JailDetail>, never, { jail: string }> };
  '/api/v1/manual-jail': { post: Operation<201, Reply<JailDetail>> };
  '/api/v1/bans': {
    get: Operation<
      200,
      Reply<{ items: Ban[]; total: number; nextCursor: string | null }>,
      { jail?: string; q?: string; country?: string; sort?: Sort; limit?: number; cursor?: string }
    >;
    post: Operation<
      200,
      Reply<{ results: { address: string; status: 'banned' | 'already_banned' | 'failed'; detail?: string }[] }>,
      never,
      never,
      { addresses: string[]; jail: string; durationSeconds?: number; confirm?: boolean }
    >;
  };
  '/api/v1/bans/evidence': {
    get: Operation<
      200,
      Reply<{ failures: number | null; matches: string[]; truncated: boolean }>,
      { jail: string; address: string }
    >;
  };
  '/api/v1/bans/release': {
    post: Operation<
      200,
      Reply<{
        results: {
          address: string;
          status: 'released' | 'not_banned' | 'failed';
          jails: string[];
          detail?: string;
        }[];
      }>,
      never,
      never,
      { addresses: string[]; jail?: string } | { jail: string; all: true }
    >;
  };
  '/api/v1/allow-list': {
    get: Operation<200, Reply<{ items: AllowListEntry[] }>>;
    post: Operation<
      201,
      Reply<AllowListEntry>,
      never,
      never,
      { address: string; jail?: string | null; note?: string }
    >;
    delete: Operation<204, Empty, { address: string; jail?: string }>;
  };
}
