import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** What the kernel holds of a list, by kind and sorted. */
export type KernelEntries = Readonly<Record<'ip4' | 'net4' | 'ip6' | 'net6', readonly string[]>>;

/** Publishes the list number 1, then number 2, … : each time it is asked, and slowly. */
export interface NumberedLists {
  readonly url: string;
  /** The number of the newest list that somebody asked for. */
  readonly asked: number;
  /** The number of the newest list that was sent to its end. */
  readonly sent: number;
  close(): Promise<void>;
}

const SHARED = 300;
const OWN = 20;
const CHUNKS = 6;
const CHUNK_PAUSE_MS = 12;

/** Most entries are in every list, so that the kernel may get it as a delta; the others bear its number. */
export function numberedEntries(number: number): KernelEntries {
  const [high, low] = [number >> 8, number & 255];
  // Only every second one, so that none of them can be merged.
  const own = Array.from({ length: OWN }, (_, index) => 2 * index);
  const shared = Array.from({ length: SHARED }, (_, index) => `45.0.${index >> 7}.${2 * (index & 127)}`);
  return {
    ip4: [...shared, ...own.map((host) => `46.${high}.${low}.${host}`)].sort(),
    net4: own
      .slice(0, 4)
      .map((part) => `47.${high}.${low}.${16 * part}/28`)
      .sort(),
    ip6: own.map((host) => `2a00:${hex(number)}::${hex(host + 1)}`).sort(),
    net6: [`2a01:${hex(number)}::/64`],
  };
}

/** The number of the list that these entries are, whole and nothing else; null where they are none. */
export function numberOf(entries: KernelEntries): number | null {
  const number = Number.parseInt(/^2a01:([0-9a-f]+)::\/64$/.exec(entries.net6[0] ?? '')?.[1] ?? '', 16);
  return JSON.stringify(entries) === JSON.stringify(numberedEntries(number)) ? number : null;
}

export async function startNumberedLists(): Promise<NumberedLists> {
  let asked = 0;
  let sent = 0;
  const server = createServer(async (_, response) => {
    asked += 1;
    const number = asked;
    await sendSlowly(response, Object.values(numberedEntries(number)).flat());
    sent = number;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/numbered.txt`,
    get asked() {
      return asked;
    },
    get sent() {
      return sent;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function sendSlowly(response: ServerResponse, lines: readonly string[]): Promise<void> {
  const size = Math.ceil(lines.length / CHUNKS);
  response.writeHead(200, { 'Content-Type': 'text/plain' });
  for (let begin = 0; begin < lines.length; begin += size) {
    response.write(`${lines.slice(begin, begin + size).join('\n')}\n`);
    await pause(CHUNK_PAUSE_MS);
  }
  response.end();
}

function hex(number: number): string {
  return number.toString(16);
}
