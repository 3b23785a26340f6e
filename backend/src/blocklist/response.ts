/** An answer of a web server: each redirect checked like the first URL, each connection to an address that was checked. */
import { once } from 'node:events';
import {
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request as requestHttp,
  STATUS_CODES,
} from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { ListError } from './list-error.ts';
import { parseRedirect } from './list-url.ts';
import { PassingError, parseRetryAfter } from './retry.ts';
import { transferFailure } from './transfer-failure.ts';

interface ResponseOptions {
  readonly headers: OutgoingHttpHeaders;
  readonly signal: AbortSignal;
  /** The addresses of a host name; rejects as `dns.lookup` does. */
  readonly resolve: (hostname: string) => Promise<readonly string[]>;
  readonly isAllowed: (address: string) => boolean;
  /** A server has answered. */
  readonly onActivity: () => void;
}

export interface OpenResponse {
  readonly response: IncomingMessage;
  /** After redirects. */
  readonly url: URL;
}

const mostRedirects = 5;
const redirects: readonly (number | undefined)[] = [301, 302, 303, 307, 308];

/**
 * Asks, and follows redirects, up to an answer 200 or a 304 that was asked for; its body is not read yet.
 * @throws ListError, as PassingError when another attempt is worth while
 */
export async function openResponse(firstUrl: URL, options: ResponseOptions): Promise<OpenResponse> {
  let url = firstUrl;
  for (let hops = 0; hops <= mostRedirects; hops++) {
    const response = await ask(url, options);
    options.onActivity();
    if (isList(response, options.headers)) return { response, url };
    response.destroy();
    if (!redirects.includes(response.statusCode)) throw refusal(response, url);
    url = parseRedirect(response.headers.location, url);
  }
  throw new ListError('too_many_redirects', `${firstUrl.host} redirects more than ${mostRedirects} times.`);
}

function isList({ statusCode }: IncomingMessage, headers: OutgoingHttpHeaders): boolean {
  const isConditional = 'if-none-match' in headers || 'if-modified-since' in headers;
  return statusCode === 200 || (statusCode === 304 && isConditional);
}

async function ask(url: URL, options: ResponseOptions): Promise<IncomingMessage> {
  try {
    return await send(url, await checkedAddresses(url, options), options);
  } catch (error) {
    throw transferFailure(error, url.host);
  }
}

async function checkedAddresses(url: URL, { resolve, isAllowed, signal }: ResponseOptions) {
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  const isLiteral = isIP(hostname) !== 0;
  const found = isLiteral ? [hostname] : await orAbort(resolve(hostname), signal);
  const addresses = found.filter(isAllowed);
  if (addresses.length > 0) return addresses;
  const subject = isLiteral ? hostname : `${hostname} is at ${found.slice(0, 3).join(', ')}, which`;
  throw new ListError(
    'fetch_refused',
    `${subject} is no public address. Set BANGUI_BLOCKLIST_ALLOW_PRIVATE_SOURCES to true to fetch lists from there.`,
  );
}

/** A name server can take longer than anybody wants to wait, and cannot be called off. */
async function orAbort<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort);
  if (signal.aborted) abort();
  try {
    return await Promise.race([answer, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

async function send(url: URL, addresses: readonly string[], { headers, signal }: ResponseOptions) {
  const start = url.protocol === 'https:' ? requestHttps : requestHttp;
  const request = start(url, { agent: false, headers, signal, ...connectingTo(addresses) });
  // A later error reaches whoever reads the response; here it only must not end the process.
  request.on('error', () => {});
  request.end();
  const [response] = (await once(request, 'response', { signal })) as [IncomingMessage];
  response.on('error', () => {});
  return response;
}

/** The name is not asked for again, so that no second answer can lead elsewhere. */
function connectingTo(addresses: readonly string[]) {
  const lookup: LookupFunction = (_hostname, _options, done) => {
    done(
      null,
      addresses.map((address) => ({ address, family: isIP(address) })),
    );
  };
  // One address after the other. By default each has 250 ms only, less than a packet may need round the world.
  return { lookup, autoSelectFamily: true, autoSelectFamilyAttemptTimeout: 2_000 };
}

function refusal({ statusCode = 0, headers }: IncomingMessage, url: URL): ListError {
  const status = `${statusCode} ${STATUS_CODES[statusCode] ?? ''}`.trim();
  const message = `${url.host} answered ${status} instead of a list.`;
  if (statusCode !== 429 && statusCode < 500) return new ListError('http_status', message);
  const retryAfterMs = parseRetryAfter(headers['retry-after'], Date.now());
  return new PassingError('http_status', message, { retryAfterMs });
}
