import { describe, expect, it } from 'vitest';
import { passwordStrength } from './password-strength';

describe('passwordStrength', () => {
  it.each([
    ['short', 'tooShort'],
    ['aaaaaaaaaaaaaaaa', 'weak'],
    ['abcabcabcabcabc', 'weak'],
    ['qwertzuiop1234', 'weak'],
    ['correct horse battery staple', 'strong'],
    ['Tr0ub4dor&3xkcd', 'strong'],
    ['plainwordsonly', 'fair'],
  ])('calls %s %s', (password, strength) => {
    expect(passwordStrength(password)).toBe(strength);
  });

  it('does not count the user name', () => {
    expect(passwordStrength('administrator1', 'administrator')).toBe('weak');
  });
});
