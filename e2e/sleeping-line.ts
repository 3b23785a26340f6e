/** What lies between a browser and BanGUI: a line that can fall silent without telling either of them. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface SleepingLine {
  readonly url: string;
  /** Every connection of now stays open and carries nothing any more, as when a computer is put to sleep. */
  sleep(): void;
  /** What was open before the sleep is found to be dead. */
  wake(): void;
  close(): Promise<void>;
}

export async function startSleepingLine(target: string): Promise<SleepingLine> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let asleep: Socket[] = [];
  const server = createServer((browser) => {
    const backend = connect(Number(port), hostname);
    browser.pipe(backend).pipe(browser);
    for (const [socket, other] of [
      [browser, backend],
      [backend, browser],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => other.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The line has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    sleep() {
      asleep = [...sockets];
      for (const socket of asleep) socket.unpipe().pause();
    },
    wake() {
      for (const socket of asleep) socket.destroy();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
