/** fail2ban warns about names of 26 characters and more, as the firewall's chains bear them. Source: `Jail.__init__`. */
export const longestJailName = 25;

const words = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;
const reserved = new Set(['DEFAULT', 'INCLUDES', 'Definition', 'Init', 'KNOWN']);

/** Whether a new jail may be called so, which is narrower than what fail2ban takes. */
export function isJailName(name: string): boolean {
  return words.test(name) && name.length <= longestJailName && !reserved.has(name);
}

/** Whether a new file may be called so, its folder and ending left out. */
export function isFileName(name: string): boolean {
  return words.test(name) && name.length <= 100;
}

export const newFileFolders = ['filter.d', 'action.d', 'jail.d', 'fail2ban.d'] as const;

/** Whether a file that is not there can become one of one's own. */
export function isOwnPath(path: string): boolean {
  const [folder, file = '', ...rest] = path.includes('/') ? path.split('/') : ['', path];
  if (rest.length > 0 || !file.endsWith('.local')) return false;
  return folder === '' || newFileFolders.some((each) => each === folder);
}
