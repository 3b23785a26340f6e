import { expect, test } from 'vitest';
import { hashPassword, isPassword } from './password.ts';

test('a hash is an argon2id PHC string with a salt of its own', async () => {
  const [one, other] = await Promise.all([hashPassword('secret words'), hashPassword('secret words')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(one).not.toBe(other);
  expect(await isPassword('secret words', one)).toBe(true);
  expect(await isPassword('secret word', one)).toBe(false);
});

// Made by OpenSSL's Argon2id through Python's cryptography package.
test.each([
  '$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$pclxcsa4X0bZ5lu7Vy5h3p7EU7VbuW7pGRWETxHuU0c',
  '$argon2id$v=19$m=64,t=2,p=2$c29tZXNhbHRzb21lc2FsdA$eW4aneoB2eZdWSkBw9RbjQ',
])('a hash of another program, cost and length is understood: %s', async (phc) => {
  expect(await isPassword('secret', phc)).toBe(true);
  expect(await isPassword('Secret', phc)).toBe(false);
});

test('a letter with its accent is the same in one character or in two', async () => {
  expect(await isPassword('cafe\u0301 noir', await hashPassword('caf\u00e9 noir'))).toBe(true);
});

test.each(['', 'secret', '$2b$12$abcdefghijklmnopqrstuv', '$argon2id$v=19$m=64,t=1$c29tZXNhbHQ$AAAA'])(
  'a stored hash of another form is an error, not a wrong password: %s',
  async (phc) => {
    await expect(isPassword('secret', phc)).rejects.toThrow('not in the expected form');
  },
);
