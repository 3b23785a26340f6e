import { describe, expect, it } from 'vitest';
import { moved, type RangeSearch, readRangeSearch, searchOf, windowOf, zoomedOut } from './time-range';

const at = (text: string) => Date.parse(text) / 1000;
const now = at('2026-11-25T12:00:00Z');
const day: RangeSearch = { from: '2026-11-20T00:00Z', to: '2026-11-21T00:00Z' };

describe('readRangeSearch', () => {
  it('takes a preset and a window', () => {
    expect(readRangeSearch({ range: '7d' })).toEqual({ range: '7d' });
    expect(readRangeSearch({ ...day })).toEqual(day);
  });

  it('takes a window without a zone as the reader’s time', () => {
    const read = readRangeSearch({ from: '2026-11-20T10:00', to: '2026-11-20T11:00' });
    expect(windowOf(read, now)).toEqual({ from: at('2026-11-20T10:00'), to: at('2026-11-20T11:00') });
  });

  it('prefers the window where both are given', () => {
    expect(readRangeSearch({ ...day, range: '7d' })).toEqual(day);
  });

  it.each([
    [{}],
    [{ range: '8d' }],
    [{ range: 'toString' }],
    [{ from: day.to, to: day.from }],
    [{ from: day.from, to: day.from }],
    [{ from: day.from }],
    [{ from: '2026-13-01T00:00Z', to: day.to }],
    [{ from: '1969-12-31T00:00Z', to: day.to }],
    [{ from: day.from, to: '9999-12-31T00:00Z' }],
    [{ from: 1, to: 2 }],
  ])('drops %j', (search) => {
    expect(readRangeSearch(search)).toEqual({});
  });
});

describe('windowOf', () => {
  it('lets presets end now, and everything have no end', () => {
    expect(windowOf({ range: '24h' }, now)).toEqual({ from: now - 86_400 });
    expect(windowOf({ range: 'all' }, now)).toEqual({});
    expect(windowOf({}, now)).toEqual({});
  });
});

describe('searchOf', () => {
  it('widens to full minutes, of which it has at least one', () => {
    expect(searchOf({ from: at('2026-11-20T10:00:59Z'), to: at('2026-11-20T10:01:01Z') })).toEqual({
      from: '2026-11-20T10:00Z',
      to: '2026-11-20T10:02Z',
    });
    const moment = at('2026-11-20T10:00:00Z');
    expect(searchOf({ from: moment, to: moment })).toEqual({
      from: '2026-11-20T10:00Z',
      to: '2026-11-20T10:01Z',
    });
  });
});

describe('zoomedOut', () => {
  it('goes from preset to preset, up to everything', () => {
    expect(zoomedOut({ range: '24h' }, now)).toEqual({ range: '7d' });
    expect(zoomedOut({ range: '365d' }, now)).toEqual({ range: 'all' });
    expect(zoomedOut({ range: 'all' }, now)).toBeNull();
  });

  it('doubles a window around its middle', () => {
    expect(zoomedOut(day, now)).toEqual({ from: '2026-11-19T12:00Z', to: '2026-11-21T12:00Z' });
  });

  it('doubles into the past where the future begins', () => {
    const today: RangeSearch = { from: '2026-11-25T11:00Z', to: '2026-11-25T12:00Z' };
    expect(zoomedOut(today, now)).toEqual({ from: '2026-11-25T10:00Z', to: '2026-11-25T12:00Z' });
  });

  it('ends in everything', () => {
    expect(zoomedOut({ from: '2025-01-01T00:00Z', to: '2026-01-01T00:00Z' }, now)).toEqual({ range: 'all' });
  });
});

describe('moved', () => {
  it('goes back and forth by its own width', () => {
    expect(moved(day, -1, now)).toEqual({ from: '2026-11-19T00:00Z', to: '2026-11-20T00:00Z' });
    expect(moved(day, 1, now)).toEqual({ from: '2026-11-21T00:00Z', to: '2026-11-22T00:00Z' });
    expect(moved({ range: '24h' }, -1, now)).toEqual({ from: '2026-11-23T12:00Z', to: '2026-11-24T12:00Z' });
  });

  it('goes neither into the future nor before time', () => {
    expect(moved({ range: '24h' }, 1, now)).toBeNull();
    expect(moved({ range: 'all' }, -1, now)).toBeNull();
    expect(moved({ from: '1970-01-01T00:00Z', to: '1970-01-02T00:00Z' }, -1, now)).toBeNull();
  });
});
