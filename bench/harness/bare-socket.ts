import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const END = Buffer.from('<F2B_END_COMMAND>');

/**
 * Asks the daemon by the socket alone: commands go out one after another, and an answer is read
 * to its end but not looked at. What this takes, nobody can do faster.
 * @returns milliseconds
 */
export async function timeBareCalls(socketPath: string, commands: string[][]): Promise<number> {
  const socket = connect(socketPath);
  await once(socket, 'connect');
  const startedAt = performance.now();
  for (const command of commands) await call(socket, command);
  const elapsed = performance.now() - startedAt;
  socket.destroy();
  return elapsed;
}

async function call(socket: Socket, command: string[]): Promise<void> {
  socket.write(pickled(command));
  let tail = Buffer.alloc(0);
  while (!tail.subarray(-END.length).equals(END)) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    tail = Buffer.concat([tail.subarray(-END.length), chunk]);
  }
}

// Pickle protocol 2: PROTO 2, EMPTY_LIST, MARK, BINUNICODE for each word, APPENDS, STOP.
function pickled(words: string[]): Buffer {
  const strings = words.map((word) => {
    const text = Buffer.from(word);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(text.length);
    return Buffer.concat([Buffer.from('X'), length, text]);
  });
  return Buffer.concat([Buffer.from('\x80\x02](', 'latin1'), ...strings, Buffer.from('e.'), END]);
}
