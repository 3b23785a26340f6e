import { Fail2banError } from './errors.ts';
import { decodePickle, MAX_PICKLE_BYTES, PickledException, PickleError, type PickleValue } from './pickle.ts';

/** Ends every message in both directions; source: fail2ban/protocol.py, `CSPROTO`. */
export const END_OF_MESSAGE = Buffer.from('<F2B_END_COMMAND>');

// Every answer is pickled with protocol 2 or higher, and those begin with this byte.
const FIRST_BYTE = 0x80;
const LONGEST_WORDS = 1000;

/**
 * Puts one answer together from what arrives. The end marker alone does not end it, for it may stand inside a
 * text: the bytes before it must be a whole pickle too.
 */
export type AnswerReader = {
  /**
   * @returns the answer once it is complete, before that undefined
   * @throws PickleError if the bytes can not become an answer
   */
  add(chunk: Buffer): Answer | undefined;
};

/** `forbidden` tells of a whole answer that holds a Python object of some other class, which stays undecoded. */
export type Answer = { message: PickleValue } | { forbidden: PickleError };

export function createAnswerReader(): AnswerReader {
  const chunks: Buffer[] = [];
  let length = 0;
  return {
    add(chunk) {
      chunks.push(chunk);
      length += chunk.length;
      if (chunks[0]?.[0] !== FIRST_BYTE)
        throw new PickleError('malformed', 'It does not begin like a pickle.');
      if (length > MAX_PICKLE_BYTES) throw new PickleError('too_large', 'It is longer than 64 MiB.');
      return endsWithMarker(chunks) ? decodeIfWhole(Buffer.concat(chunks, length)) : undefined;
    },
  };
}

function endsWithMarker(chunks: readonly Buffer[]): boolean {
  let tail = Buffer.alloc(0);
  for (let index = chunks.length - 1; index >= 0 && tail.length < END_OF_MESSAGE.length; index -= 1) {
    tail = Buffer.concat([chunks[index] ?? tail, tail]);
  }
  return tail.subarray(-END_OF_MESSAGE.length).equals(END_OF_MESSAGE);
}

function decodeIfWhole(bytes: Buffer): Answer | undefined {
  try {
    return { message: decodePickle(bytes.subarray(0, -END_OF_MESSAGE.length)) };
  } catch (error) {
    if (!(error instanceof PickleError)) throw error;
    if (error.code === 'truncated') return undefined;
    if (error.code === 'forbidden') return { forbidden: error };
    throw error;
  }
}

/**
 * The value that a successful answer carries.
 * @param command for the error message
 * @throws Fail2banError `fail2ban_rejected`, `fail2ban_connection_lost` (it is shutting down) or `fail2ban_garbage`
 */
export function readAnswer(answer: Answer, command: readonly string[], path: string): PickleValue {
  if ('forbidden' in answer) throw unreadable(command, answer.forbidden);
  const { message } = answer;
  if (typeof message === 'string') throw rejected(message, command);
  if (!Array.isArray(message)) throw garbage(path);
  const [code, value] = message;
  if (message.length === 1 && code === 'SHUTDOWN') throw shuttingDown(path);
  if (message.length !== 2 || value === undefined) throw garbage(path);
  if (code === 0) return value;
  if (code === 1) throw rejected(value, command);
  throw garbage(path);
}

/** The error for an answer that fail2ban would not give. */
export function garbage(path: string, cause?: unknown): Fail2banError {
  return new Fail2banError(
    'fail2ban_garbage',
    `What answers at ${path} does not speak fail2ban's protocol. Check that BANGUI_FAIL2BAN_SOCKET is the socket of fail2ban and of no other program.`,
    { cause },
  );
}

/** The error for an answer of another kind than the command should have. */
export function unreadable(command: readonly string[], cause?: unknown): Fail2banError {
  return new Fail2banError(
    'fail2ban_garbage',
    `fail2ban answered "${command.join(' ')}" with something that BanGUI can not read. Check that this version of fail2ban is supported.`,
    { cause },
  );
}

function shuttingDown(path: string): Fail2banError {
  return new Fail2banError(
    'fail2ban_connection_lost',
    `fail2ban at ${path} is shutting down. Start it again if that was not intended.`,
  );
}

function rejected(reason: PickleValue, command: readonly string[]): Fail2banError {
  const words = describe(reason).slice(0, LONGEST_WORDS);
  const shownCommand = command.join(' ').slice(0, LONGEST_WORDS);
  return new Fail2banError('fail2ban_rejected', `fail2ban said no to "${shownCommand}": ${words}`, {
    cause: reason,
  });
}

function describe(reason: PickleValue): string {
  if (!(reason instanceof PickledException)) return typeof reason === 'string' ? reason : 'no reason given';
  const words = reason.args.filter(
    (argument) => typeof argument === 'string' || typeof argument === 'number',
  );
  return [reason.name, ...words].join(': ');
}
