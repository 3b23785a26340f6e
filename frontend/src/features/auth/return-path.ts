import { basePath } from '../../api/base';

/**
 * The page to go to after signing in, if it is one of BanGUI's own, else the dashboard. A link to the login page
 * can be made by anyone, so it must not lead to another site.
 */
export function safeReturnPath(
  wanted: string | undefined,
  base = basePath,
  origin = location.origin,
): string {
  const home = `${base}/`;
  if (wanted === undefined || !URL.canParse(wanted, origin)) return home;
  const { origin: wantedOrigin, pathname, search } = new URL(wanted, origin);
  const isOurs = wantedOrigin === origin && pathname.startsWith(home) && !pathname.startsWith('//');
  return isOurs && pathname !== `${base}/login` ? pathname + search : home;
}
