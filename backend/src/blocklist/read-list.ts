/** One list from its place to its entries: fetched or read from a file, unpacked and parsed as it arrives. */
import { createReadStream } from 'node:fs';
import { collectGarbage } from './collect-garbage.ts';
import { fetchList } from './fetch-list.ts';
import { createListParser, type ListFormat, type ParsedList } from './list-parser.ts';

export interface ListPlace {
  /** Null for a list that was pasted. */
  readonly url: string | null;
  /** The file that holds a pasted list. */
  readonly textPath: string;
  readonly format: ListFormat;
  readonly csvColumn: number;
  readonly maxBytes: number;
  readonly maxEntries: number;
  /** What the server said of the content that is known already; null asks for the whole list. */
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export interface FetchSettings {
  readonly allowPrivate: boolean;
  readonly userAgent: string;
}

export interface ReadProgress {
  readonly receivedBytes: number;
  readonly totalBytes: number | null;
  readonly lines: number;
  readonly entries: number;
}

export interface ReadList {
  readonly list: ParsedList;
  readonly receivedBytes: number;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

const collectEveryBytes = 2 * 1024 * 1024;

/**
 * @returns null where the server says that nothing has changed since `etag` or `lastModified`
 * @throws ListError with the reason
 */
export async function readList(
  place: ListPlace,
  settings: FetchSettings,
  signal: AbortSignal,
  onProgress: (progress: ReadProgress) => void,
): Promise<ReadList | null> {
  const { url, textPath, etag, lastModified, maxBytes } = place;
  let parser = createListParser(place);
  let sinceCollected = 0;
  const parse = (chunk: Uint8Array) => {
    parser.push(chunk);
    sinceCollected += chunk.length;
    if (sinceCollected < collectEveryBytes) return;
    sinceCollected = 0;
    collectGarbage('minor');
  };
  const report = (receivedBytes: number, totalBytes: number | null) =>
    onProgress({ receivedBytes, totalBytes, lines: parser.lines(), entries: parser.entries() });

  if (url === null) {
    const receivedBytes = await parseFile(textPath, parse, report);
    return { list: parser.finish(), receivedBytes, etag: null, lastModified: null };
  }
  const fetched = await fetchList({
    ...settings,
    url,
    etag,
    lastModified,
    maxBytes,
    signal,
    onChunk: parse,
    onRestart: () => {
      parser = createListParser(place);
    },
    onProgress: ({ receivedBytes, totalBytes }) => report(receivedBytes, totalBytes),
  });
  return fetched.status === 'not_modified' ? null : { ...fetched, list: parser.finish() };
}

async function parseFile(
  path: string,
  parse: (chunk: Uint8Array) => void,
  report: (receivedBytes: number, totalBytes: number | null) => void,
): Promise<number> {
  let receivedBytes = 0;
  for await (const chunk of createReadStream(path)) {
    parse(chunk as Buffer);
    receivedBytes += (chunk as Buffer).length;
    report(receivedBytes, null);
  }
  return receivedBytes;
}
