import { expect, test } from 'vitest';
import { parseListUrl, parseRedirect } from './list-url.ts';

test.each([
  ['', 'This is no URL'],
  ['lists.example.com/bad.txt', 'This is no URL'],
  ['http://', 'This is no URL'],
  ['ftp://lists.example.com/bad.txt', 'not by ftp'],
  ['file:///etc/shadow', 'not by file'],
  ['data:text/plain,1.2.3.4', 'not by data'],
  ['https://user:secret@lists.example.com/', 'user name or password'],
  ['https://:secret@lists.example.com/', 'user name or password'],
  ['http://lists.example.com:0/', 'port 0'],
])('%j is refused', (text, message) => {
  expect(() => parseListUrl(text)).toThrow(
    expect.objectContaining({ code: 'fetch_refused', message: expect.stringContaining(message) }),
  );
});

test('a refusal repeats no password', () => {
  expect(() => parseListUrl('https://user:secret@lists.example.com/')).toThrow(/^(?!.*secret)/);
});

test.each([
  'http://lists.example.com/bad.txt',
  'https://lists.example.com:8443/?key=1',
  'http://[2001:db8::1]/',
])('%s is taken', (text) => {
  expect(parseListUrl(text).href).toBe(text);
});

test.each([
  ['/other.txt', 'https://lists.example.com/other.txt'],
  ['//mirror.example.com/bad.txt', 'https://mirror.example.com/bad.txt'],
  ['https://mirror.example.com/', 'https://mirror.example.com/'],
])('a redirect to %s leads on', (location, target) => {
  expect(parseRedirect(location, new URL('https://lists.example.com/bad.txt')).href).toBe(target);
});

test.each([
  [undefined, 'does not say where to'],
  ['http://lists.example.com/bad.txt', 'from https to http'],
  ['file:///etc/shadow', 'not by file'],
  ['https://a:b@lists.example.com/', 'user name or password'],
])('a redirect to %s is refused', (location, message) => {
  expect(() => parseRedirect(location, new URL('https://lists.example.com/'))).toThrow(
    expect.objectContaining({ code: 'fetch_refused', message: expect.stringContaining(message) }),
  );
});

test('a redirect may lead from http to https', () => {
  const target = 'https://lists.example.com/';
  expect(parseRedirect(target, new URL('http://lists.example.com/')).href).toBe(target);
});
