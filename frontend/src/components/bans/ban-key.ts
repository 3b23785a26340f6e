import type { Ban } from '../../api/types';

/** What tells one ban from another: a jail bans an address once. */
export const keyOf = (ban: Pick<Ban, 'jail' | 'address'>) => `${ban.jail} ${ban.address}`;
