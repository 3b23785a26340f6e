import { lookup } from 'node:dns/promises';
import type { OutgoingHttpHeaders } from 'node:http';
import { isPublicTarget } from '../network/target-guard.ts';
import { type OpenResponse, openResponse } from './response.ts';
import { PassingError } from './retry.ts';
import { transferFailure } from './transfer-failure.ts';
import { createCap, join, tooLarge, unpack } from './unpack.ts';

export interface FetchTask {
  /** Of the content that is there already; null asks for the list in any case. */
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** Of the list as received and, again, as unpacked. */
  readonly maxBytes: number;
  /** Whether this machine and private networks are allowed as targets. */
  readonly allowPrivate: boolean;
  readonly userAgent: string;
  /** Takes unpacked bytes. What it throws ends the fetch and is passed on unchanged. */
  readonly onChunk: (chunk: Uint8Array) => void;
  readonly onProgress: (progress: FetchProgress) => void;
  /** The addresses of a host name; by default the system's resolver, `/etc/hosts` included. */
  readonly resolve?: (hostname: string) => Promise<readonly string[]>;
  /** Whether an address may be connected to; by default as `allowPrivate` says. */
  readonly isAllowed?: (address: string) => boolean;
}

interface FetchProgress {
  /** As received, still compressed. */
  readonly receivedBytes: number;
  /** Null when the server does not say. */
  readonly totalBytes: number | null;
}

export type Attempt =
  | { readonly status: 'not_modified' }
  | {
      readonly status: 'fetched';
      readonly etag: string | null;
      readonly lastModified: string | null;
      readonly receivedBytes: number;
      /** After redirects. */
      readonly finalUrl: string;
    };

/**
 * Fetches a list once.
 * @param idleMs how long the server may be silent, from the question to its name server on
 * @throws PassingError when another attempt is worth while, ListError, or what `onChunk` threw
 */
export async function attemptFetch(url: URL, task: FetchTask, until: AbortSignal, idleMs: number) {
  until.throwIfAborted();
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), idleMs);
  const signal = AbortSignal.any([until, silence.signal]);
  try {
    return await fetchOnce(url, task, signal, () => timer.refresh());
  } catch (error) {
    if (!silence.signal.aborted || until.aborted) throw error;
    throw new PassingError('fetch_timed_out', `${url.host} sent nothing for ${idleMs / 1_000} s.`);
  } finally {
    clearTimeout(timer);
  }
}

async function fetchOnce(
  url: URL,
  task: FetchTask,
  signal: AbortSignal,
  onActivity: () => void,
): Promise<Attempt> {
  const headers = headersOf(task);
  const resolve = task.resolve ?? resolveBySystem;
  const isAllowed = task.isAllowed ?? (task.allowPrivate ? () => true : isPublicTarget);
  const opened = await openResponse(url, { headers, signal, resolve, isAllowed, onActivity });
  const { response } = opened;
  if (response.statusCode === 304) {
    response.destroy();
    return { status: 'not_modified' };
  }
  return {
    status: 'fetched',
    etag: response.headers.etag ?? null,
    lastModified: response.headers['last-modified'] ?? null,
    receivedBytes: await receive(opened, task, onActivity),
    finalUrl: opened.url.href,
  };
}

function headersOf({ userAgent, etag, lastModified }: FetchTask): OutgoingHttpHeaders {
  return {
    'user-agent': userAgent,
    accept: '*/*',
    'accept-encoding': 'gzip',
    ...(etag !== null && { 'if-none-match': etag }),
    ...(lastModified !== null && { 'if-modified-since': lastModified }),
  };
}

async function resolveBySystem(hostname: string): Promise<string[]> {
  const found = await lookup(hostname, { all: true });
  return found.map(({ address }) => address);
}

/** @returns the bytes received, still compressed */
async function receive(opened: OpenResponse, task: FetchTask, onActivity: () => void): Promise<number> {
  const length = opened.response.headers['content-length'];
  const totalBytes = length === undefined ? null : Number(length);
  let receivedBytes = 0;
  const chunks = unpackedChunks(opened, totalBytes, task.maxBytes, (bytes) => {
    receivedBytes += bytes;
    onActivity();
  });
  for await (const chunk of chunks) {
    task.onChunk(chunk);
    task.onProgress({ receivedBytes, totalBytes });
  }
  return receivedBytes;
}

/** The unpacked list. Only what goes wrong here is the server's fault, not what the reader of the chunks throws. */
async function* unpackedChunks(
  { response, url }: OpenResponse,
  totalBytes: number | null,
  maxBytes: number,
  onReceived: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  try {
    if (totalBytes !== null && totalBytes > maxBytes) throw tooLarge(maxBytes);
    const encoding = response.headers['content-encoding'] ?? '';
    yield* await unpack(join(response, createCap(maxBytes, onReceived)), encoding, maxBytes);
  } catch (error) {
    throw transferFailure(error, url.host);
  } finally {
    response.destroy();
  }
}
