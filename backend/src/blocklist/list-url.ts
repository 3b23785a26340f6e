import { ListError } from './list-error.ts';

/**
 * Reads the address of a list.
 * @throws ListError `fetch_refused`, with a sentence that repeats no password
 */
export function parseListUrl(text: string, base?: URL): URL {
  const url = URL.parse(text, base?.href);
  if (url === null) throw refused('This is no URL; give one such as https://lists.example.com/bad.txt.');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw refused(`Lists are fetched by https and http only, not by ${url.protocol.slice(0, -1)}.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw refused('The URL holds a user name or password, which are not sent; leave them out.');
  }
  if (url.port === '0') throw refused('The URL names port 0, at which nothing can listen.');
  return url;
}

/**
 * Reads where a server sends us instead.
 * @throws ListError `fetch_refused`, also for a way from https to http
 */
export function parseRedirect(location: string | undefined, from: URL): URL {
  if (location === undefined) throw refused(`${from.host} redirects, but does not say where to.`);
  const url = parseListUrl(location, from);
  if (from.protocol === 'https:' && url.protocol === 'http:') {
    throw refused(
      `${from.host} redirects from https to http, where anybody on the way could change the list.`,
    );
  }
  return url;
}

function refused(message: string): ListError {
  return new ListError('fetch_refused', message);
}
