/** The driver that the configuration asks for. */
import type { BlocklistDriver } from './blocklist-driver.ts';
import { createDaemonDriver, type DaemonDriverOptions } from './daemon-driver.ts';
import { createDirectDriver } from './direct-driver.ts';

export interface WantedDriver {
  readonly blocklistDriver: 'daemon' | 'direct' | 'off';
  readonly blocklistDir: string;
}

/** @returns null where nobody puts the set into the kernel */
export function createBlocklistDriver(
  { blocklistDriver, blocklistDir: directory }: WantedDriver,
  reloadAction: DaemonDriverOptions['reloadAction'],
): BlocklistDriver | null {
  if (blocklistDriver === 'off') return null;
  if (blocklistDriver === 'direct') return createDirectDriver({ directory });
  return createDaemonDriver({ directory, reloadAction });
}
