import autocannon from 'autocannon';
import { median, percentile } from './figures.ts';

export interface Load {
  url: string;
  /** Asked for in turn by every connection. */
  paths: string[];
  cookie: string;
  connections: number;
}

const AIMED_AT_MS = 2_000;
const FEWEST_REQUESTS_PER_CONNECTION = 2;
const MOST_REQUESTS = 20_000;
const TIMEOUT_SECONDS = 120;

/**
 * Every connection sends its next request as soon as it has its answer. The number of requests is
 * fixed beforehand, for a run that ends by the clock forgets the ones still waiting: the slowest.
 * Throws when any answer is not a success, since a refusal is quickly given.
 * @returns the 95th percentile of all answering times in milliseconds, computed from each single
 *   time: autocannon's own histogram knows no p95 and only whole milliseconds.
 */
export async function p95UnderLoad(load: Load): Promise<number> {
  const times: number[] = [];
  const run = autocannon({
    url: load.url,
    connections: load.connections,
    amount: await affordableRequests(load),
    timeout: TIMEOUT_SECONDS,
    headers: { cookie: load.cookie },
    requests: load.paths.map((path) => ({ path })),
  });
  run.on('response', (_client, _status, _bytes, milliseconds) => times.push(milliseconds));
  const { errors, timeouts, non2xx } = await run;
  if (errors + timeouts + non2xx > 0) {
    throw new Error(
      `${load.paths[0]}: ${errors} errors, ${timeouts} time-outs, ${non2xx} refusals under load`,
    );
  }
  return percentile(times, 0.95);
}

async function affordableRequests(load: Load): Promise<number> {
  const times: number[] = [];
  for (const path of load.paths) times.push(await answeringTime(load, path));
  const affordable = Math.round(AIMED_AT_MS / median(times));
  const fewest = FEWEST_REQUESTS_PER_CONNECTION * Math.max(load.connections, load.paths.length);
  return Math.min(MOST_REQUESTS, Math.max(fewest, affordable));
}

async function answeringTime({ url, cookie }: Load, path: string): Promise<number> {
  const startedAt = performance.now();
  const response = await fetch(`${url}${path}`, { headers: { cookie } });
  await response.arrayBuffer();
  return performance.now() - startedAt;
}
