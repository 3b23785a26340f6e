/**
 * Addresses as bytes whose order makes every network an unbroken range: a byte for the kind, the address itself, and for
 * networks and addresses alike the length of the prefix. What is no address is kept as its text.
 */
import { type Address, bitsOfFamily, lastAddress, parseAddress } from '../network/address.ts';

const kindOfName = 0;
const longestNameBytes = 255;

/** From `first` to `last`, both included. */
export interface KeyRange {
  readonly first: Uint8Array;
  readonly last: Uint8Array;
}

/** The prefix length of the networks in which neighbours are counted. */
export const networkPrefixLength = { 4: 24, 6: 48 } as const;

export function toKey(address: Address): Uint8Array {
  return bytesOf(address, address.prefixLength);
}

/** A host name, or whatever else fail2ban has banned. Longer ones than 255 bytes are cut. */
export function nameToKey(name: string): Uint8Array {
  const bytes = Buffer.from(name, 'utf8').subarray(0, longestNameBytes);
  return Buffer.concat([Uint8Array.of(kindOfName), bytes]);
}

export function keyToText(key: Uint8Array): string {
  const kind = key[0];
  if (kind !== 4 && kind !== 6) return Buffer.from(key.subarray(1)).toString('utf8');
  const bytes = bitsOfFamily[kind] / 8;
  const digits = Buffer.from(key.subarray(1, 1 + bytes)).toString('hex');
  const host = kind === 4 ? [...key.subarray(1, 5)].join('.') : (digits.match(/.{4}/g)?.join(':') ?? '');
  return parseAddress(`${host}/${key[1 + bytes]}`)?.text ?? host;
}

/** The keys of everything inside a network, and of wider networks that begin with the same address. */
export function rangeOf(network: Address): KeyRange {
  return { first: bytesOf(network, 0), last: toKey(lastAddress(network)) };
}

/** The key of the /24 or /48 that an address lies in; names share one. */
export function networkKeyOf(address: Address | null): Uint8Array {
  return address === null ? Uint8Array.of(kindOfName) : toKey(networkAround(address));
}

/** The /24 or /48 around an address; a wider network is its own. */
export function networkAround(address: Address): Address {
  const prefixLength = Math.min(address.prefixLength, networkPrefixLength[address.family]);
  const host = address.text.split('/')[0];
  return parseAddress(`${host}/${prefixLength}`) ?? address;
}

function bytesOf({ family, value }: Address, prefixLength: number): Uint8Array {
  const bytes = bitsOfFamily[family] / 8;
  const key = new Uint8Array(bytes + 2);
  key[0] = family;
  let rest = value;
  for (let index = bytes; index > 0; index -= 1) {
    key[index] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  key[bytes + 1] = prefixLength;
  return key;
}
