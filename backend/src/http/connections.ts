/**
 * Lets a stopping server end as soon as its last answer is out. Node alone waits: for browsers that opened a
 * connection ahead of need until their time is out, and for a connection that is kept alive after its answer.
 */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** @returns the function that ends all connections, those with a running request right after its answer */
export function trackConnections(server: Server): () => void {
  const idle = new Set<Socket>();
  let isEnding = false;

  function rest(socket: Socket): void {
    if (isEnding) socket.destroySoon();
    else idle.add(socket);
  }

  server.on('connection', (socket) => {
    socket.once('close', () => idle.delete(socket));
    rest(socket);
  });
  server.on('request', ({ socket }, response) => {
    idle.delete(socket);
    response.once('close', () => rest(socket));
  });
  return () => {
    isEnding = true;
    for (const socket of idle) socket.destroySoon();
  };
}
