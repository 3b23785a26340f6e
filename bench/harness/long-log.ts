import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { attackLine, noiseLine } from '@bangui/sandbox/log-lines';
import { createRandom } from '@bangui/sandbox/random';

const ADDRESSES = 20_000;
const DAY_SECONDS = 86_400;
const CHUNK_LINES = 10_000;

/** Writes a day of sshd that ends now: every other line is a failure of one of 20,000 addresses. */
export async function writeLongLog(path: string, lines: number): Promise<void> {
  const random = createRandom(lines);
  const begin = Date.now() / 1000 - DAY_SECONDS;
  const line = (index: number) => {
    const time = new Date((begin + (index * DAY_SECONDS) / lines) * 1000);
    const number = random.integer(0, ADDRESSES - 1);
    const occasion = { random, time, address: `203.0.${number >> 8}.${number & 255}` };
    return index % 2 === 0 ? attackLine('sshd', occasion) : noiseLine('sshd', occasion);
  };
  const file = createWriteStream(path);
  for (let first = 0; first < lines; first += CHUNK_LINES) {
    const chunk = Array.from({ length: Math.min(CHUNK_LINES, lines - first) }, (_, index) =>
      line(first + index),
    );
    if (!file.write(`${chunk.join('\n')}\n`)) await once(file, 'drain');
  }
  file.end();
  await finished(file);
}
