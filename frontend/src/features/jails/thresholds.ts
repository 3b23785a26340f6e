import type { TFunction } from 'i18next';
import type { JailDetail } from '../../api/types';
import { parseDuration, permanent, writeDuration } from '../../time/duration';
import { durationInWords } from '../../time/words';

/** What stands in the three fields. */
export interface Draft {
  maxretry: string;
  findtime: string;
  bantime: string;
}

export interface Change {
  maxretry?: number;
  findtimeSeconds?: number;
  bantimeSeconds?: number;
}

interface Field {
  reading: string;
  error: string | null;
}

const longestSeconds = 10 * 366 * 86_400;

export function draftOf(jail: JailDetail): Draft {
  return {
    maxretry: String(jail.maxretry ?? ''),
    findtime: writeDuration(jail.findtimeSeconds ?? 0),
    bantime: writeDuration(jail.bantimeSeconds ?? 0),
  };
}

/** Understands the fields: how each reads to a person, what is wrong with it, and what would change. */
export function readDraft(draft: Draft, jail: JailDetail, locale: string, t: TFunction) {
  const maxretry = /^\d+$/.test(draft.maxretry) ? Number(draft.maxretry) : null;
  const findtime = parseDuration(draft.findtime);
  const bantime = parseDuration(draft.bantime);
  const isFindtimeValid = findtime !== null && findtime >= 1 && findtime <= longestSeconds;
  const isBantimeValid =
    bantime === permanent || (bantime !== null && bantime >= 1 && bantime <= longestSeconds);
  const isMaxretryValid = maxretry !== null && maxretry >= 1 && maxretry <= 10_000;

  const fields: Record<keyof Draft, Field> = {
    maxretry: {
      reading: t('thresholds.maxretryReading'),
      error: isMaxretryValid ? null : t('thresholds.maxretryWrong'),
    },
    findtime: {
      reading: isFindtimeValid ? durationInWords(findtime, locale) : '',
      error: isFindtimeValid ? null : t('thresholds.durationWrong'),
    },
    bantime: {
      reading: isBantimeValid
        ? bantime === permanent
          ? t('duration.permanent')
          : durationInWords(bantime, locale)
        : '',
      error: isBantimeValid ? null : t('thresholds.bantimeWrong'),
    },
  };
  const change: Change = {
    ...(isMaxretryValid && maxretry !== jail.maxretry && { maxretry }),
    ...(isFindtimeValid && findtime !== jail.findtimeSeconds && { findtimeSeconds: findtime }),
    ...(isBantimeValid && bantime !== jail.bantimeSeconds && { bantimeSeconds: bantime }),
  };
  const isValid = isMaxretryValid && isFindtimeValid && isBantimeValid;
  return { fields, change, isValid, isChanged: !isValid || Object.keys(change).length > 0 };
}
