import { expect, test } from 'vitest';
import { createLiveEvents, type LiveEvent } from './live-events.ts';

function heard(events: ReturnType<typeof createLiveEvents>, lastEventId?: string) {
  const all: LiveEvent[] = [];
  const end = events.subscribe(lastEventId, (event) => all.push(event));
  return { names: () => all.map(({ name }) => name), all, end };
}

test('whoever listens hears what happens from now on, in order', () => {
  const events = createLiveEvents();
  events.publish('before', {});
  const one = heard(events);
  events.publish('ban', { address: '192.0.2.1' });
  events.publish('unban', { address: '192.0.2.1' });
  one.end();
  events.publish('after', {});
  expect(one.all).toEqual([
    { id: expect.stringMatching(/^\w+-2$/), name: 'ban', data: { address: '192.0.2.1' } },
    { id: expect.stringMatching(/^\w+-3$/), name: 'unban', data: { address: '192.0.2.1' } },
  ]);
});

test('whoever was away hears what was missed, then what is new', () => {
  const events = createLiveEvents();
  events.publish('one', {});
  const seen = events.newestId();
  events.publish('two', {});
  events.publish('three', {});
  const back = heard(events, seen);
  events.publish('four', {});
  expect(back.names()).toEqual(['two', 'three', 'four']);
  expect(heard(events, events.newestId()).names()).toEqual([]);
});

test('a state is told to those who listen and costs nobody later any time', () => {
  const events = createLiveEvents();
  events.publish('one', {});
  const present = heard(events);
  events.announce('server', { state: 'online' });
  expect(present.all).toEqual([{ id: events.newestId(), name: 'server', data: { state: 'online' } }]);
  events.publish('two', {});
  expect(heard(events, present.all[0]!.id).names()).toEqual(['two']);
});

test('whoever was away too long is told to begin anew', () => {
  const events = createLiveEvents(3);
  const seen = events.newestId();
  for (const name of ['one', 'two', 'three']) events.publish(name, {});
  expect(heard(events, seen).names()).toEqual(['one', 'two', 'three']);
  events.publish('four', {});
  const back = heard(events, seen);
  expect(back.all).toEqual([{ id: events.newestId(), name: 'reset', data: {} }]);
  events.publish('five', {});
  expect(back.names()).toEqual(['reset', 'five']);
});

test.each([
  ['an earlier run of the server', 'lq3x9-1'],
  ['the future', undefined],
  ['nonsense', 'nonsense'],
  ['something empty', ''],
])('an id of %s begins anew', (_what, id) => {
  const events = createLiveEvents();
  events.publish('one', {});
  const future = events.newestId().replace(/-1$/, '-2');
  expect(heard(events, id ?? future).names()).toEqual(['reset']);
});
