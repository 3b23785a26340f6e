import { describe, expect, it } from 'vitest';
import type { JailSetting } from '../../api/types';
import {
  booleanOf,
  isOwn,
  isSettingsDraft,
  isStock,
  shownValue,
  valueProblem,
  withEdit,
} from './settings-draft';

const stockOrigin = { file: 'jail.conf', line: 101, section: 'DEFAULT' };
const stock: JailSetting = {
  key: 'bantime',
  value: '10m',
  origin: stockOrigin,
  stock: { value: '10m', origin: stockOrigin },
};
const own: JailSetting = { ...stock, value: '1h', origin: { file: 'jail.local', line: 2, section: 'sshd' } };

describe('a draft of settings', () => {
  it('shows the edit, else the value, and after a reset the stock value', () => {
    expect(shownValue(own, undefined)).toBe('1h');
    expect(shownValue(own, '2h')).toBe('2h');
    expect(shownValue(own, null)).toBe('10m');
    expect(shownValue(undefined, undefined)).toBe('');
  });

  it('forgets an edit that leads back to what is written', () => {
    const draft = withEdit({}, 'bantime', '2h', own);
    expect(draft).toEqual({ bantime: '2h' });
    expect(withEdit(draft, 'bantime', '1h', own)).toEqual({});
    expect(withEdit({ mode: 'x' }, 'mode', '', undefined)).toEqual({});
  });

  it('tells what is one’s own from what comes with fail2ban', () => {
    expect([isStock(stock), isStock(own), isStock({ ...own, stock: null })]).toEqual([true, false, false]);
    expect([isOwn(own, 'sshd'), isOwn(own, 'nginx'), isOwn(stock, 'DEFAULT')]).toEqual([true, false, false]);
  });

  it('is known from whatever else is stored', () => {
    expect(isSettingsDraft({ bantime: '1h', mode: null })).toBe(true);
    for (const stored of [null, 'text', 7, ['1h'], { bantime: 7 }])
      expect(isSettingsDraft(stored)).toBe(false);
  });
});

describe('valueProblem', () => {
  it.each([
    ['time', '1d 12h'],
    ['bantime', '-1'],
    ['span', ''],
    ['count', '5'],
    ['factor', '2.0 / 2.885385'],
    ['count', '%(maxretry)s'],
    ['bantime', '<known/bantime>'],
    ['text', 'anything; at all'],
  ] as const)('takes for a %s %j', (kind, value) => {
    expect(valueProblem(kind, value)).toBeNull();
  });

  it.each([
    ['time', '-1'],
    ['time', '0'],
    ['time', ''],
    ['bantime', 'for ever'],
    ['span', '5 parsecs'],
    ['count', '0'],
    ['count', '2.5'],
    ['factor', '__import__("os")'],
  ] as const)('refuses for a %s %j', (kind, value) => {
    expect(valueProblem(kind, value)).not.toBeNull();
  });
});

describe('booleanOf', () => {
  it('knows fail2ban’s words, and nothing else', () => {
    expect(['true', 'Yes', ' on ', '1'].map(booleanOf)).toEqual([true, true, true, true]);
    expect(['false', 'no', 'OFF', '0', ''].map(booleanOf)).toEqual([false, false, false, false, false]);
    expect(booleanOf('%(mode)s')).toBeNull();
  });
});
