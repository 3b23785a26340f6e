import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, type AppOptions, createApp } from '../backend/src/app.ts';
import { type Config, readConfig } from '../backend/src/config.ts';
import { openDatabase } from '../backend/src/database/database.ts';
import { createLogger } from '../backend/src/log.ts';
import { eventually } from './child.ts';

export interface BanguiOptions extends AppOptions {
  /** The fail2ban to speak to; without one BanGUI finds no socket. */
  daemon?: { readonly socketPath: string; readonly configDir: string };
  /** Further BANGUI_* variables. */
  environment?: Record<string, string>;
  /** A folder that outlives this BanGUI; a fresh temporary one otherwise. */
  dataDir?: string;
  /** Begins with neither account nor session. */
  isFresh?: boolean;
}

export type Headers = Record<string, string>;

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test states what it expects of a body
  readonly body: any;
  readonly text: string;
  readonly headers: Record<string, string | string[] | number | undefined>;
}

export interface BanguiClient {
  /** `name=value` of the session cookie; empty while signed out. */
  cookie: string;
  get(path: string, headers?: Headers): Promise<Answer>;
  post(path: string, body?: unknown, headers?: Headers): Promise<Answer>;
  patch(path: string, body?: unknown, headers?: Headers): Promise<Answer>;
  delete(path: string, headers?: Headers): Promise<Answer>;
  send(request: BanguiRequest): Promise<Answer>;
}

export interface BanguiRequest {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
  path: string;
  body?: unknown;
  headers?: Headers;
  /** The peer's address as the server sees it. */
  from?: string;
}

/** A whole BanGUI in this process, and a client of it that is signed in. */
export interface Bangui extends BanguiClient {
  readonly app: App;
  readonly config: Config;
  /** Every line it has logged. */
  readonly log: readonly string[];
  /** A further client, signed out. */
  stranger(): BanguiClient;
  /** Listens on a free port of the loopback interface. */
  listen(): Promise<string>;
  /** Stops it and keeps its data. */
  stop(): Promise<void>;
  dispose(): Promise<void>;
}

export const PASSWORD = 'correct horse battery';

/**
 * Starts BanGUI with an account `admin` and resolves as soon as it knows the state of the daemon.
 *
 *     const bangui = await startBangui({ daemon });
 *     expect((await bangui.get('/api/v1/jails')).body.items).toHaveLength(2);
 *     await bangui.dispose();
 */
export async function startBangui(options: BanguiOptions = {}): Promise<Bangui> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'bangui-data-')));
  const config = readConfig({
    BANGUI_DATA_DIR: dataDir,
    BANGUI_FAIL2BAN_SOCKET: options.daemon?.socketPath ?? join(dataDir, 'no-such.sock'),
    BANGUI_FAIL2BAN_CONFIG_DIR: options.daemon?.configDir ?? join(dataDir, 'no-such-folder'),
    BANGUI_LOG_LEVEL: 'debug',
    ...options.environment,
  });
  const log: string[] = [];
  const logger = createLogger(config.logLevel, { write: (line) => void log.push(line) });
  const database = await openDatabase(join(dataDir, 'bangui.sqlite3'));
  const app = await createApp(config, database, logger, options);
  const client = createClient(app, config);
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= app.stop());
  if (options.isFresh !== true) {
    await app.sessions.setUpUnattended(config.adminUsername, PASSWORD);
    const credentials = { username: config.adminUsername, password: PASSWORD };
    await client.post('/api/v1/auth/login', credentials);
  }
  try {
    await app.start();
  } catch (error) {
    await stop();
    throw error;
  }
  if (options.daemon !== undefined && options.isFresh !== true) {
    await eventually('BanGUI has read the bans', async () => {
      const { body } = await client.get('/api/v1/server');
      return body.fail2ban.state === 'online' && body.snapshotComplete;
    });
  }
  return Object.assign(client, {
    app,
    config,
    log,
    stranger: () => createClient(app, config),
    listen: () => app.server.listen({ host: '127.0.0.1', port: 0 }),
    stop,
    async dispose() {
      await stop();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  });
}

/** Paths are those of a BanGUI at `/`: the base path is put before them. */
function createClient(app: App, { basePath }: Config): BanguiClient {
  async function send({ method, path, body, headers, from }: BanguiRequest): Promise<Answer> {
    const response = await app.server.inject({
      method,
      url: basePath + path.replace(/^\//, ''),
      ...(body === undefined ? {} : { payload: body as object }),
      ...(from === undefined ? {} : { remoteAddress: from }),
      headers: { ...(client.cookie === '' ? {} : { cookie: client.cookie }), ...headers },
    });
    const cookie = response.cookies.find(({ name }) => name === 'bangui_session');
    if (cookie !== undefined) client.cookie = cookie.value === '' ? '' : `${cookie.name}=${cookie.value}`;
    const isJson = String(response.headers['content-type']).includes('json');
    const text = response.body;
    return {
      status: response.statusCode,
      body: isJson ? JSON.parse(text) : text,
      text,
      headers: response.headers,
    };
  }

  const client: BanguiClient = {
    cookie: '',
    get: (path, headers = {}) => send({ method: 'GET', path, headers }),
    post: (path, body, headers = {}) => send({ method: 'POST', path, body, headers }),
    patch: (path, body, headers = {}) => send({ method: 'PATCH', path, body, headers }),
    delete: (path, headers = {}) => send({ method: 'DELETE', path, headers }),
    send,
  };
  return client;
}
