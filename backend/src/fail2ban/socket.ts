import { connect, type Socket } from 'node:net';
import {
  type Answer,
  type AnswerReader,
  createAnswerReader,
  END_OF_MESSAGE,
  garbage,
  readAnswer,
} from './answer.ts';
import { createBackOff } from './back-off.ts';
import { createCommandQueue } from './command-queue.ts';
import { connectionError, Fail2banError, invalidArgument } from './errors.ts';
import { encodePickle, type PickleValue } from './pickle.ts';

export type SendOptions = {
  /**
   * How long fail2ban may take; by default 5 s, or 60 s for a long command. For a probe it includes the time
   * that the probe waits for other commands.
   */
  deadlineMilliseconds?: number;
  /** A probe asks whether fail2ban is alive and overtakes all other commands. */
  priority?: 'probe' | 'normal';
  /** May this command keep fail2ban busy for seconds? */
  isLong?: boolean;
};

/** Hears how it goes with fail2ban; nothing that it does may fail. */
export type SocketObserver = {
  /** fail2ban answered, if only by a refusal. @param seconds from sending the command to the end of the answer */
  onAnswer(command: readonly string[], seconds: number): void;
  /** A command came to nothing or, where there is none, the connection could not be had or kept. */
  onFailure(error: Fail2banError, command: readonly string[] | undefined): void;
};

export type Fail2banSocketOptions = {
  path: string;
  observer?: SocketObserver;
  defaultDeadlineMilliseconds?: number;
  longDeadlineMilliseconds?: number;
  /** The pause after the first failure; it doubles with each further one. */
  firstPauseMilliseconds?: number;
  longestPauseMilliseconds?: number;
};

export type Fail2banSocket = {
  readonly path: string;
  /**
   * Sends one command when its turn comes and resolves to fail2ban's answer. A command that timed out may still
   * be carried out later.
   * A command that fails for the connection's sake takes those waiting behind it along, and for a while (the
   * back-off, 100 ms to 5 s) every new command fails at once with the same error: nobody waits for nothing.
   * @throws Fail2banError
   */
  send(command: readonly string[], options?: SendOptions): Promise<PickleValue>;
  /** Is a long command of our own under way, and within its deadline? Then silence is no sign of trouble. */
  busyWithLongCommand(): boolean;
  /** Calls back after each connection; returns the function that ends this. */
  onConnect(listener: () => void): () => void;
  /** Calls back when an established connection ends; returns the function that ends this. */
  onDisconnect(listener: (error: Fail2banError) => void): () => void;
  /** Ends the connection for good; what waits or comes is rejected. */
  close(): void;
};

type PendingCommand = {
  readonly command: readonly string[];
  readonly priority: 'probe' | 'normal';
  readonly isLong: boolean;
  readonly deadlineMilliseconds: number;
  readonly resolve: (value: PickleValue) => void;
  readonly reject: (error: Fail2banError) => void;
  timer: NodeJS.Timeout | undefined;
  /** By the monotonic clock, in milliseconds. */
  sentAt: number;
};

/**
 * A client of fail2ban's control socket: one connection, opened by the first command and reopened by the next
 * one after a failure. fail2ban serves all its clients on one thread, so one command at a time is under way.
 * Source of the protocol: fail2ban/server/asyncserver.py and fail2ban/client/csocket.py.
 *
 * @example
 * const socket = createFail2banSocket({ path: '/var/run/fail2ban/fail2ban.sock' });
 * await socket.send(['ping']); // 'pong'
 */
export function createFail2banSocket(options: Fail2banSocketOptions): Fail2banSocket {
  const { path, observer } = options;
  const defaultDeadline = options.defaultDeadlineMilliseconds ?? 5_000;
  const longDeadline = options.longDeadlineMilliseconds ?? 60_000;
  const backOff = createBackOff(
    options.firstPauseMilliseconds ?? 100,
    options.longestPauseMilliseconds ?? 5_000,
  );
  const queue = createCommandQueue<PendingCommand>();
  const connectListeners = new Set<() => void>();
  const disconnectListeners = new Set<(error: Fail2banError) => void>();
  let connection: Socket | undefined;
  let isConnected = false;
  let closed: Fail2banError | undefined;
  let current: PendingCommand | undefined;
  let reader: AnswerReader = createAnswerReader();

  function openConnection(): void {
    const opening = connect(path);
    connection = opening;
    opening.on('connect', () => {
      isConnected = true;
      for (const listener of connectListeners) listener();
      sendNext();
    });
    opening.on('data', receive);
    opening.on('error', (error: NodeJS.ErrnoException) => {
      if (connection === opening) fail(connectionError(error.code, path, error));
    });
    opening.on('close', () => {
      if (connection === opening) fail(connectionError(undefined, path));
    });
  }

  function sendNext(): void {
    if (current !== undefined || !isConnected) return;
    current = queue.take();
    if (current === undefined) return;
    current.timer ??= startDeadline(current);
    current.sentAt = performance.now();
    reader = createAnswerReader();
    connection?.write(Buffer.concat([encodePickle(current.command), END_OF_MESSAGE]));
  }

  function receive(chunk: Buffer): void {
    const answer = current && readChunk(chunk);
    if (current === undefined || answer instanceof Error) fail(garbage(path, answer));
    else if (answer !== undefined) finish(current, answer);
  }

  function readChunk(chunk: Buffer): Answer | Error | undefined {
    try {
      return reader.add(chunk);
    } catch (error) {
      return error as Error;
    }
  }

  function finish(pending: PendingCommand, answer: Answer): void {
    clearTimeout(pending.timer);
    current = undefined;
    backOff.reset();
    observer?.onAnswer(pending.command, (performance.now() - pending.sentAt) / 1000);
    if (pending.isLong) queue.endOfLongCommand();
    // First, so that fail2ban works on the next answer while this one is decoded.
    sendNext();
    settle(pending, answer);
  }

  function settle(pending: PendingCommand, answer: Answer): void {
    try {
      pending.resolve(readAnswer(answer, pending.command, path));
    } catch (error) {
      observer?.onFailure(error as Fail2banError, pending.command);
      pending.reject(error as Fail2banError);
    }
  }

  /** The connection is of no more use: a late answer could not be told from the answer to the next command. */
  function fail(error: Fail2banError): void {
    const wasConnected = isConnected;
    if (error !== closed) observer?.onFailure(error, current?.command);
    const pending = [...(current === undefined ? [] : [current]), ...queue.takeAll()];
    connection?.destroy();
    connection = undefined;
    isConnected = false;
    current = undefined;
    if (pending.length > 0) backOff.start(error);
    for (const command of pending) reject(command, error);
    if (wasConnected) for (const listener of disconnectListeners) listener(error);
  }

  function reject(pending: PendingCommand, error: Fail2banError): void {
    clearTimeout(pending.timer);
    pending.reject(error);
  }

  function startDeadline(pending: PendingCommand): NodeJS.Timeout {
    return setTimeout(() => giveUp(pending, timedOut(pending, path)), pending.deadlineMilliseconds);
  }

  function giveUp(pending: PendingCommand, error: Fail2banError): void {
    if (pending === current) {
      fail(error);
    } else {
      queue.remove(pending);
      observer?.onFailure(error, pending.command);
      pending.reject(error);
    }
  }

  function enqueue(pending: PendingCommand): void {
    queue.add(pending);
    if (pending.priority === 'probe') pending.timer = startDeadline(pending);
    if (connection === undefined) openConnection();
    else sendNext();
  }

  return {
    path,
    async send(command, { deadlineMilliseconds, priority = 'normal', isLong = false } = {}) {
      checkCommand(command);
      const obstacle = closed ?? (connection === undefined ? backOff.recentError() : undefined);
      if (obstacle !== undefined) throw obstacle;
      const deadline = deadlineMilliseconds ?? (isLong ? longDeadline : defaultDeadline);
      return new Promise((resolve, reject) => {
        enqueue({
          command,
          priority,
          isLong,
          deadlineMilliseconds: deadline,
          resolve,
          reject,
          timer: undefined,
          sentAt: 0,
        });
      });
    },
    busyWithLongCommand: () => current?.isLong ?? false,
    onConnect: (listener) => subscribe(connectListeners, listener),
    onDisconnect: (listener) => subscribe(disconnectListeners, listener),
    close() {
      closed = new Fail2banError(
        'fail2ban_connection_lost',
        `BanGUI closed its connection to fail2ban at ${path}.`,
      );
      fail(closed);
    },
  };
}

function subscribe<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function checkCommand(command: readonly string[]): void {
  if (command.some((word) => !word.isWellFormed() || word.includes(END_OF_MESSAGE.toString()))) {
    throw invalidArgument('A command to fail2ban holds text that its protocol can not carry.');
  }
}

function timedOut({ command, deadlineMilliseconds }: PendingCommand, path: string): Fail2banError {
  const seconds = deadlineMilliseconds / 1000;
  return new Fail2banError(
    'fail2ban_timed_out',
    `fail2ban at ${path} did not answer "${command.slice(0, 3).join(' ')}" within ${seconds} s. It is busy or hangs: try again, and look into its log if this stays so.`,
  );
}
