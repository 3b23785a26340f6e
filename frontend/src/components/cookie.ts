/**
 * Whether this browser will drop the session cookie: it is marked Secure, and the page came over plain HTTP
 * from another machine.
 */
export function losesSessionCookie(
  cookieSecure: boolean,
  { protocol, hostname }: Location = location,
): boolean {
  const isThisMachine = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
  return cookieSecure && protocol === 'http:' && !isThisMachine;
}
