import { expect, test } from 'vitest';
import { messageParts } from './message-parts';

const links = (message: string, addresses: string[]) =>
  messageParts(message, addresses).map(({ text, isAddress }) => (isAddress ? `<${text}>` : text));

test('addresses are told from the words around them', () => {
  expect(links('[sshd] Ban 192.0.2.1', ['192.0.2.1'])).toEqual(['[sshd] Ban ', '<192.0.2.1>']);
  expect(links('2001:db8::1 and 192.0.2.0/24.', ['2001:db8::1', '192.0.2.0/24'])).toEqual([
    '<2001:db8::1>',
    ' and ',
    '<192.0.2.0/24>',
    '.',
  ]);
});

test('an address is not found within a longer one', () => {
  expect(links('192.0.2.1, 192.0.2.10', ['192.0.2.1', '192.0.2.10'])).toEqual([
    '<192.0.2.1>',
    ', ',
    '<192.0.2.10>',
  ]);
});

test('what would be acted on instead of shown is shown', () => {
  expect(links('\u001b[31m 192.0.2.1\u202e', ['192.0.2.1'])).toEqual([
    '\\x1b[31m ',
    '<192.0.2.1>',
    '\\u202e',
  ]);
});
