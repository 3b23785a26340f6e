import { describe, expect, test } from 'vitest';
import type { SimulationSettings } from '../../api/types';
import { type Draft, draftOf, requestOf, windowOf, wrongFields } from './draft';

const saved: SimulationSettings = {
  maxretry: 5,
  findtimeSeconds: 600,
  bantimeSeconds: 129_600,
  increment: { isEnabled: false, factor: 1, formula: 'doubling', multipliers: [], maxtimeSeconds: null },
  ignoreIps: ['192.0.2.1', '2001:db8::/32'],
  ignoreSelf: true,
  filter: null,
};
const now = 1_795_600_000;
const draft = draftOf(saved, '/var/log/auth.log', 'all');
const changed = (changes: Partial<Draft>) => ({ ...draft, ...changes });

test('a draft speaks fail2ban’s words for time', () => {
  expect(draft).toMatchObject({ findtime: '10m', bantime: '1d 12h', maxtime: '', filter: '' });
});

test('an untouched draft asks for what the jail has', () => {
  const { ignoreSelf: _, ...shown } = saved;
  expect(requestOf(draft, 'sshd', saved, now)).toEqual({
    jail: 'sshd',
    log: '/var/log/auth.log',
    from: null,
    to: null,
    proposed: shown,
  });
});

test('exceptions may stand on lines, between spaces or commas', () => {
  const { proposed } = requestOf(
    changed({ ignoreIps: ' 192.0.2.1,\n198.51.100.0/24  ::1\n' }),
    'sshd',
    saved,
    now,
  );
  expect(proposed.ignoreIps).toEqual(['192.0.2.1', '198.51.100.0/24', '::1']);
});

test.each([
  [{ maxretry: '0' }, 'maxretry'],
  [{ findtime: 'soon' }, 'findtime'],
  [{ findtime: '-1' }, 'findtime'],
  [{ bantime: '0' }, 'bantime'],
  [{ isIncreasing: true, factor: 'x' }, 'factor'],
  [{ isIncreasing: true, maxtime: 'x' }, 'maxtime'],
  [{ filter: '../sshd' }, 'filter'],
  [{ log: 'auth.log' }, 'log'],
] as const)('%o is told to be wrong', (changes, field) => {
  expect([...wrongFields(changed(changes))]).toEqual([field]);
});

test.each([
  [{}],
  [{ bantime: '-1' }],
  [{ isIncreasing: false, factor: 'x' }],
  [{ isIncreasing: true, maxtime: '5w' }],
  [{ filter: 'sshd[mode=aggressive]' }],
])('%o is right', (changes) => {
  expect(wrongFields(changed(changes)).size).toBe(0);
});

describe('windows', () => {
  const bounds = (window: Draft['window']) => {
    const { from, to } = requestOf(changed({ window }), 'sshd', saved, now);
    return { from, to };
  };

  test('are counted back from now', () => {
    expect(bounds('day')).toEqual({ from: now - 86_400, to: null });
    expect(bounds('week')).toEqual({ from: now - 604_800, to: null });
  });

  test('yesterday is a whole day that has ended', () => {
    const { from, to } = bounds('yesterday');
    expect(to).toBe(new Date(now * 1000).setHours(0, 0, 0, 0) / 1000);
    expect(new Date((from ?? 0) * 1000).getHours()).toBe(0);
  });

  test('come back from a simulation', () => {
    expect(windowOf({ from: 5, to: 9 })).toEqual({ from: 5, to: 9 });
    expect(windowOf({ from: null, to: null })).toBe('all');
  });
});
