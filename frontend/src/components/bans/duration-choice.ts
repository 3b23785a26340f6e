import type { JailSummary } from '../../api/types';
import { parseDuration, permanent } from '../../time/duration';

const presets = ['600', '3600', '86400', '604800', '2592000'] as const;
const manualDefault = '86400';

export interface Duration {
  /** `jail`: as long as the jail's own bans. */
  choice: (typeof presets)[number] | 'jail' | 'other';
  /** fail2ban's words, where the choice is `other`. */
  words: string;
}

/** How long the jail keeps a ban at most, in seconds; without end where it says nothing. */
export function longestOf(jail: JailSummary | undefined): number {
  const seconds = jail?.bantimeSeconds ?? permanent;
  return seconds === permanent ? Number.POSITIVE_INFINITY : seconds;
}

export function presetsUpTo(longest: number) {
  return presets.filter((seconds) => Number(seconds) < longest);
}

/** What is offered first: the jail's own time, but for bans by hand not for ever. */
export function firstChoice(isByHand: boolean, longest: number): Duration {
  return { choice: isByHand && Number(manualDefault) < longest ? manualDefault : 'jail', words: '' };
}

/** Undefined leaves it to the jail. */
export function secondsOf(
  { choice, words }: Duration,
  longest: number,
): number | undefined | 'invalid' | 'too_long' {
  if (choice === 'jail') return undefined;
  if (choice !== 'other') return Number(choice);
  const seconds = parseDuration(words);
  if (seconds === permanent) return longest === Number.POSITIVE_INFINITY ? undefined : 'too_long';
  if (seconds === null || seconds < 1) return 'invalid';
  return seconds > longest ? 'too_long' : seconds;
}
