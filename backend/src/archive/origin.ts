/** Who has banned an address. */

import type { BanRecord } from '../fail2ban/ban-records.ts';
import { manualJailName } from '../fail2ban/manual-jail.ts';
import { blocklistJailName } from '../firewall/daemon-driver.ts';
import type { Origin } from './dictionaries.ts';

/** fail2ban notes neither failures nor lines for a ban that was asked for by a command, in whichever jail. */
export function originOf({ jail, failures, lines }: BanRecord): Origin {
  if (jail === blocklistJailName) return 'blocklist';
  if (jail === manualJailName) return 'manual';
  return failures === 0 && lines.length === 0 ? 'manual' : 'jail';
}
