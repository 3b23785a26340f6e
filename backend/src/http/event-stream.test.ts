import { connect } from 'node:net';
import { type Bangui, startBangui } from '@bangui/sandbox/bangui';
import { eventually } from '@bangui/sandbox/child';
import { afterEach, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { createLogger } from '../log.ts';
import { createEventStreams, lastEventId } from './event-stream.ts';
import { createLiveEvents, tellLiveEvents } from './live-events.ts';
import { createHttpServer } from './server.ts';

interface Heard {
  id: string;
  name: string;
  data: unknown;
}

interface Listener {
  readonly response: Response;
  readonly events: Heard[];
  /** What is said only to show that somebody is there. */
  readonly signs: string[];
  hasEnded(): boolean;
  leave(): void;
}

const ends: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** As a browser's EventSource reads. */
async function listen(url: string, headers: Record<string, string> = {}): Promise<Listener> {
  const leaving = new AbortController();
  ends.push(() => leaving.abort());
  const response = await fetch(url, { headers, signal: leaving.signal });
  const listener = { events: [] as Heard[], signs: [] as string[] };
  let isOver = false;
  const read = async () => {
    let rest = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) take(block);
    }
  };
  const take = (block: string) => {
    const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s)));
    if (fields.event === 'alive' || 'retry' in fields) listener.signs.push(block);
    else listener.events.push({ id: fields.id, name: fields.event, data: JSON.parse(fields.data) });
  };
  read()
    .catch(() => {})
    .finally(() => {
      isOver = true;
    });
  return { ...listener, response, hasEnded: () => isOver, leave: () => leaving.abort() };
}

/** Streams alone, with a heartbeat that a test can wait for. */
async function serve(isAllowed: () => boolean = () => true) {
  const live = createLiveEvents();
  let subscriptions = 0;
  const events = {
    ...live,
    listeners: () => subscriptions,
    subscribe(...given: Parameters<typeof live.subscribe>) {
      subscriptions += 1;
      return live.subscribe(...given);
    },
  };
  const streams = createEventStreams(50);
  const server = await createHttpServer(readConfig({}), createLogger('fatal'), '0.0.0');
  server.get('/', async (request, reply) => {
    const seen = lastEventId(request, {});
    const greeting = [{ name: 'server', data: { now: true } }];
    streams.open(reply, { isAllowed, begin: (tell) => tellLiveEvents(events, seen, greeting, tell) });
    return reply;
  });
  server.addHook('preClose', async () => streams.closeAll());
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  ends.push(() => server.close());
  return { url, events, server };
}

const names = ({ events }: Listener) => events.map(({ name }) => name);

test('greets with the state of now, then tells what happens', async () => {
  const { url, events } = await serve();
  events.publish('ban', { address: 'before' });
  const listener = await listen(url);
  expect(listener.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(listener.response.headers.get('cache-control')).toBe('no-store');
  await eventually('the greeting', async () => listener.events.length === 1);
  expect(listener.signs[0]).toBe('retry: 2000');
  events.publish('ban', { address: '192.0.2.1', line: 'two\nlines\r\n\n' });
  await eventually('the ban', async () => listener.events.length === 2);
  expect(listener.events[1]).toEqual({
    id: events.newestId(),
    name: 'ban',
    data: { address: '192.0.2.1', line: 'two\nlines\r\n\n' },
  });
});

test('whoever comes back with the last id misses nothing and hears nothing twice', async () => {
  const { url, events } = await serve();
  const first = await listen(url);
  events.publish('one', {});
  await eventually('the first event', async () => names(first).includes('one'));
  first.leave();
  events.publish('two', {});
  events.publish('three', {});
  const back = await listen(url, { 'last-event-id': first.events.at(-1)!.id });
  events.publish('four', {});
  await eventually('everything', async () => back.events.length === 4);
  expect(names(back)).toEqual(['two', 'three', 'server', 'four']);
});

test('whoever comes back to another run of the server begins anew', async () => {
  const { url } = await serve();
  const back = await listen(url, { 'last-event-id': 'lq3x9-5' });
  await eventually('reset and greeting', async () => back.events.length === 2);
  expect(names(back)).toEqual(['reset', 'server']);
});

test('a quiet stream shows that it lives', async () => {
  const { url } = await serve();
  const listener = await listen(url);
  await eventually('two heartbeats', async () => listener.signs.length >= 3);
  expect(listener.signs.at(-1)).toBe('event: alive\ndata: {}');
});

test('ends within a heartbeat when it is no longer allowed, and tells nothing after', async () => {
  let isAllowed = true;
  const { url, events } = await serve(() => isAllowed);
  const listener = await listen(url);
  await eventually('the greeting', async () => listener.events.length === 1);
  isAllowed = false;
  events.publish('secret', {});
  await eventually('the end', async () => listener.hasEnded());
  expect(names(listener)).toEqual(['server']);
});

test('a browser that does not read is cut off before its backlog fills the memory', async () => {
  const { url, events, server } = await serve();
  const { hostname, port } = new URL(url);
  const deaf = connect(Number(port), hostname);
  deaf.pause().write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  ends.push(() => deaf.destroy());
  const connections = () =>
    new Promise<number>((resolve) => server.server.getConnections((_error, count) => resolve(count)));
  await eventually('the connection', async () => (await connections()) === 1);
  await eventually('the cut', async () => {
    for (let count = 0; count < 20; count += 1) events.publish('ban', 'x'.repeat(100_000));
    return (await connections()) === 0;
  });
});

async function bangui(): Promise<{ target: Bangui; url: string; session: { cookie: string } }> {
  const target = await startBangui();
  ends.push(() => target.dispose());
  const url = `${await target.listen()}/api/v1/events`;
  return { target, url, session: { cookie: target.cookie } };
}

test('BanGUI greets with server, jails and scheduler, under its safety headers', async () => {
  const { url, session } = await bangui();
  const listener = await listen(url, session);
  await eventually('the greeting', async () => listener.events.length >= 3);
  expect(names(listener).slice(0, 3)).toEqual(['server', 'jails', 'scheduler']);
  expect(listener.response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(listener.response.headers.get('x-accel-buffering')).toBe('no');
});

test('BanGUI resumes by header and, for a page that was loaded anew, by the address', async () => {
  const { target, url, session } = await bangui();
  const first = await listen(url, session);
  await eventually('the greeting', async () => first.events.length >= 2);
  const seen = first.events.at(-1)!.id;
  await target.post('/api/v1/allow-list', { address: '192.0.2.1' });
  const byHeader = await listen(url, { ...session, 'last-event-id': seen });
  const byAddress = await listen(`${url}?lastEventId=${seen}`, session);
  for (const listener of [byHeader, byAddress]) {
    await eventually('the missed event', async () => listener.events.length >= 3);
    expect(names(listener)[0]).toBe('allow_list');
  }
});

test('nobody without a session listens, and a logout ends the stream before it tells anything more', async () => {
  const { target, url, session } = await bangui();
  expect((await fetch(url)).status).toBe(401);
  const listener = await listen(url, session);
  const other = target.stranger();
  await other.post('/api/v1/auth/login', { username: 'admin', password: 'correct horse battery' });
  await eventually('the greeting', async () => listener.events.length >= 2);
  await target.post('/api/v1/auth/logout');
  await other.post('/api/v1/allow-list', { address: '192.0.2.1' });
  await eventually('the end', async () => listener.hasEnded());
  expect(names(listener)).not.toContain('allow_list');
});

test('a stopping server ends its streams and does not wait for them', async () => {
  const { target, url, session } = await bangui();
  const listener = await listen(url, session);
  await eventually('the greeting', async () => listener.events.length >= 2);
  const started = performance.now();
  await target.stop();
  expect(performance.now() - started).toBeLessThan(2_000);
  await eventually('the end', async () => listener.hasEnded());
});

test('asking for the head alone does not open an endless answer', async () => {
  const { url, session } = await bangui();
  expect((await fetch(url, { method: 'HEAD', headers: session })).status).toBe(404);
});

/** Takes the connection and reads nothing, as a browser whose machine sleeps. */
function connectWithoutReading(url: string): void {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.pause();
  ends.push(() => socket.destroy());
  socket.write('GET / HTTP/1.1\r\nHost: bangui.example\r\n\r\n');
}

test('what happens between the end of a stream and the end of its connection harms nobody', async () => {
  let isAllowed = true;
  const { url, events } = await serve(() => isAllowed);
  connectWithoutReading(url);
  // More than the system buffers for who does not read, and less than what cuts him off.
  const large = 'x'.repeat(3 * 1024 * 1024);
  await eventually('the stream is open', async () => events.listeners() === 1);
  events.publish('large', large);
  isAllowed = false;
  events.publish('the end', {});
  isAllowed = true;
  events.publish('too late', {});
  expect((await fetch(new URL('/nowhere', url))).status).toBe(404);
});

test('a stopping server does not wait for who does not read', async () => {
  const { url, events, server } = await serve();
  connectWithoutReading(url);
  await eventually('the stream is open', async () => events.listeners() === 1);
  events.publish('large', 'x'.repeat(8 * 1024 * 1024));
  await server.close();
});
