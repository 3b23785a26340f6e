/**
 * How the values of variables are read: each function returns what the value means, or throws how a sentence that begins
 * with the variable's name goes on.
 */
import { resolve } from 'node:path';
import { parseAddress } from './network/address.ts';

export function parseHost(value: string): string {
  if (value === '') throw new Error('is empty; give the address to listen on, e.g. 127.0.0.1 or ::.');
  if (/[\s/]/.test(value))
    throw new Error(`is "${value}", which is not an address or host name to listen on.`);
  return value;
}

export function parsePath(value: string): string {
  if (value === '') throw new Error('is empty; give a path.');
  if (value.includes('\0')) throw new Error('holds a NUL character, which no path can have.');
  return resolve(value);
}

/** Separated by commas; none at all is allowed. */
export function parsePaths(value: string): string[] {
  return value === '' ? [] : value.split(',').map((path) => parsePath(path.trim()));
}

export function parseOptionalPath(value: string): string | null {
  return value === '' ? null : parsePath(value);
}

/** The kernel's `sun_path` holds 108 bytes, the last one a NUL (unix(7)). */
export function parseSocketPath(value: string): string {
  const path = parsePath(value);
  if (Buffer.byteLength(path) > 107) {
    throw new Error(`is ${Buffer.byteLength(path)} bytes long; a socket path can have at most 107.`);
  }
  return path;
}

export function integerBetween(minimum: number, maximum: number): (value: string) => number {
  return (value) => {
    const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
    if (!(number >= minimum && number <= maximum)) {
      throw new Error(`is "${value}"; give a whole number from ${minimum} to ${maximum}.`);
    }
    return number;
  };
}

export function parseOptionalPort(value: string): number | null {
  return value === '' ? null : integerBetween(0, 65_535)(value);
}

export function parseBoolean(value: string): boolean {
  if (value === 'true') return true;
  if (value === 'false') return false;
  throw new Error(`is "${value}"; give true or false.`);
}

export function oneOf<Word extends string>(words: readonly Word[]): (value: string) => Word {
  return (value) => {
    const word = words.find((candidate) => candidate === value.toLowerCase());
    if (word === undefined) throw new Error(`is "${value}"; give one of ${words.join(', ')}.`);
    return word;
  };
}

/** The URL may hold a password, so that no message repeats it. */
export function parseSchedulerLock(value: string): 'sqlite' | URL {
  if (value.toLowerCase() === 'sqlite') return 'sqlite';
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null || !/^rediss?:$/.test(url.protocol) || url.hostname === '') {
    throw new Error('is neither sqlite nor a URL such as redis://user:password@host:6379/0.');
  }
  return url;
}

export function parseOrigins(value: string): string[] {
  if (value === '') return [];
  const origins = value.split(',').map((origin) => parseOrigin(origin.trim()));
  const duplicate = origins.find((origin, index) => origins.indexOf(origin) !== index);
  if (duplicate !== undefined) throw new Error(`names ${duplicate} twice; name each origin once.`);
  return origins;
}

function parseOrigin(value: string): string {
  if (value === '') throw new Error('has an empty entry; separate origins by single commas.');
  if (value.includes('*')) {
    throw new Error(`holds "${value}"; wildcards are not allowed with cookies, name each origin exactly.`);
  }
  if (!/^https?:\/\//i.test(value)) {
    throw new Error(`holds "${value}", which has no scheme; write http:// or https:// before the host.`);
  }
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null)
    throw new Error(`holds "${value}", which is not an origin such as https://bangui.example.com.`);
  if (
    url.username !== '' ||
    url.pathname !== '/' ||
    url.search !== '' ||
    url.hash !== '' ||
    /[/?#]$/.test(value)
  ) {
    throw new Error(
      `holds "${value}"; an origin has no path, query or user name, write ${url.origin} instead.`,
    );
  }
  return url.origin;
}

export function parseProxies(value: string): string[] {
  if (value === '' || value === 'none') return [];
  return value.split(',').map((entry) => {
    const address = parseAddress(entry.trim());
    if (address === null)
      throw new Error(`holds "${entry.trim()}", which is neither an address nor a network.`);
    return address.text;
  });
}

export function parseBasePath(value: string): string {
  const path = value.endsWith('/') ? value : `${value}/`;
  const [root, ...segments] = path.slice(0, -1).split('/');
  const areSegments = segments.every(
    (segment) => /^[A-Za-z0-9._~-]+$/.test(segment) && !/^\.\.?$/.test(segment),
  );
  if (root !== '' || !areSegments) throw new Error(`is "${value}"; give a path such as / or /bangui/.`);
  return path;
}
