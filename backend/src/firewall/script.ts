/** The one program that changes the kernel, for BanGUI's own shell and for fail2ban's. */
import { readFileSync } from 'node:fs';

const parts = ['exchange.sh', 'rule.sh', 'sets.sh', 'listing.sh', 'verbs.sh'];

/** POSIX sh. Expects the variables `directory` and `entry`: see its first lines. */
export const blocklistScript = parts
  .map((name) => readFileSync(new URL(`./script/${name}`, import.meta.url), 'utf8'))
  .join('\n');
