/** Password hashes by argon2id, kept as PHC strings. Cost: the OWASP password storage cheat sheet's first choice. */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const memoryKibibytes = 19_456;
const passes = 2;
const parallelism = 1;
const hashBytes = 32;
const saltBytes = 16;

const deriveKey = promisify(argon2);

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  const cost = { memory: memoryKibibytes, passes, parallelism, tagLength: hashBytes };
  const hash = await derive(password, salt, cost);
  const parameters = `m=${memoryKibibytes},t=${passes},p=${parallelism}`;
  return `$argon2id$v=19$${parameters}$${toPhcBase64(salt)}$${toPhcBase64(hash)}`;
}

/** @throws Error when `phc` is not an argon2id PHC string; a wrong password is simply false. */
export async function isPassword(password: string, phc: string): Promise<boolean> {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(phc);
  if (match === null) throw new Error('A stored password hash is not in the expected form.');
  const [, memory, time, lanes, salt = '', hash = ''] = match;
  const expected = Buffer.from(hash, 'base64');
  const cost = {
    memory: Number(memory),
    passes: Number(time),
    parallelism: Number(lanes),
    tagLength: expected.length,
  };
  return timingSafeEqual(await derive(password, Buffer.from(salt, 'base64'), cost), expected);
}

type Cost = { memory: number; passes: number; parallelism: number; tagLength: number };

function derive(password: string, nonce: Buffer, cost: Cost): Promise<Buffer> {
  return deriveKey('argon2id', { message: password.normalize('NFC'), nonce, ...cost });
}

function toPhcBase64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
