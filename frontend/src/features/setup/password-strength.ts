/** The shortest password that the server accepts. */
export const minimumLength = 8;

export type Strength = 'tooShort' | 'weak' | 'fair' | 'strong';

/** A hint, not a verdict: length counts most, sameness and sequences count against. */
export function passwordStrength(password: string, username = ''): Strength {
  if ([...password].length < minimumLength) return 'tooShort';
  const withoutName =
    username.length > 2 ? password.toLowerCase().replaceAll(username.toLowerCase(), '') : password;
  const distinct = new Set(withoutName).size;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d]/u].filter((kind) => kind.test(withoutName)).length;
  const score = Math.min(withoutName.length, distinct * 2) + kinds * 2;
  if (distinct < 6 || /^(?:(.+?)\1+|(?:0123456789|abcdefghij|qwertyuiop|qwertzuiop).*)$/i.test(withoutName))
    return 'weak';
  return score >= 22 ? 'strong' : score >= 16 ? 'fair' : 'weak';
}
