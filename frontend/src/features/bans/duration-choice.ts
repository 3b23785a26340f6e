import { parseDuration, permanent } from '../../time/duration';

export const presets = ['600', '3600', '86400', '604800', '2592000'] as const;

export interface Duration {
  choice: (typeof presets)[number] | 'permanent' | 'other';
  /** fail2ban's words, where the choice is `other`. */
  words: string;
}

/** Undefined bans without end. */
export function secondsOf({ choice, words }: Duration): number | undefined | 'invalid' {
  if (choice === 'permanent') return undefined;
  if (choice !== 'other') return Number(choice);
  const seconds = parseDuration(words);
  if (seconds === permanent) return undefined;
  return seconds === null || seconds < 1 ? 'invalid' : seconds;
}
