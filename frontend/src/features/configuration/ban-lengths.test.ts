import { describe, expect, it } from 'vitest';
import { banLengths } from './ban-lengths';

const of = (values: Record<string, string>) => {
  const set: Record<string, string> = { 'bantime.increment': 'true', bantime: '10m', ...values };
  return banLengths((key) => set[key] ?? '');
};

describe('banLengths', () => {
  // The numbers are what fail2ban 1.0.2 itself answers, by `Jail.setBanTimeExtra` and `ObserverThread.calcBanTime`.
  it.each([
    [{}, [600, 1200, 2400, 4800, 9600, 19200, 38400, 76800]],
    [{ 'bantime.factor': '2' }, [600, 2400, 4800, 9600, 19200, 38400, 76800, 153600]],
    [{ 'bantime.factor': '0.25' }, [600, 600, 600, 1200, 2400, 4800, 9600, 19200]],
    [{ bantime: '1h', 'bantime.maxtime': '5h' }, [3600, 7200, 14400, 18000, 18000, 18000, 18000, 18000]],
    [
      { bantime: '60', 'bantime.multipliers': '1 5 30 60 300 720 1440 2880' },
      [60, 300, 1800, 3600, 18000, 43200, 86400, 172800],
    ],
    [
      { bantime: '60', 'bantime.multipliers': '1 5', 'bantime.factor': '2' },
      [60, 600, 600, 600, 600, 600, 600, 600],
    ],
    [
      { bantime: '1h', 'bantime.factor': '2.0 / 4', 'bantime.maxtime': '30m' },
      [3600, 1800, 1800, 1800, 1800, 1800, 1800, 1800],
    ],
  ])('reckons %j as fail2ban does', (values, seconds) => {
    expect(of(values)?.seconds).toEqual(seconds);
  });

  it('says how much chance adds', () => {
    expect(of({ 'bantime.rndtime': '2m' })?.randomSeconds).toBe(120);
    expect(of({})?.randomSeconds).toBe(0);
  });

  it.each([
    [{ 'bantime.increment': 'false' }],
    [{ bantime: '-1' }],
    [{ bantime: '%(long)s' }],
    [{ 'bantime.formula': 'ban.Time * 2' }],
    [{ 'bantime.factor': 'math.pi' }],
    [{ 'bantime.multipliers': '1 x' }],
  ])('leaves %j to fail2ban', (values) => {
    expect(of(values)).toBeNull();
  });
});
