import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';

/** Stands between BanGUI and the daemon, passes everything on and notes every command. */
export interface CommandProxy {
  /** Opens the socket; before that BanGUI finds nobody there. */
  open(): Promise<void>;
  /** Returns what came since the call before, oldest first. */
  takeCommands(): string[];
  /** Resolves to the time (`performance.now()`) of the first command after `open`. */
  readonly firstCommandAt: Promise<number>;
  close(): Promise<void>;
}

const END_OF_COMMAND = '<F2B_END_COMMAND>';

export function createCommandProxy(path: string, daemonPath: string): CommandProxy {
  let commands: string[] = [];
  const connections = new Set<Socket>();
  const first = Promise.withResolvers<number>();

  const server = createServer((client) => {
    const daemon = connect(daemonPath);
    let unfinished = '';
    client.on('data', (chunk) => {
      first.resolve(performance.now());
      const parts = (unfinished + chunk.toString('latin1')).split(END_OF_COMMAND);
      unfinished = parts.pop() ?? '';
      commands.push(...parts);
    });
    for (const socket of [client, daemon]) {
      connections.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => connections.delete(socket));
    }
    client.pipe(daemon).pipe(client);
  });

  return {
    firstCommandAt: first.promise,
    async open() {
      server.listen(path);
      await once(server, 'listening');
    },
    takeCommands() {
      const taken = commands;
      commands = [];
      return taken;
    },
    async close() {
      for (const socket of connections) socket.destroy();
      server.close();
      await rm(path, { force: true });
    },
  };
}
