/** An address or network as typed, and what is wrong with it when something is. */
export type ParsedAddress =
  | {
      isValid: true;
      kind: 'address' | 'network';
      version: 4 | 6;
      prefix: number;
      text: string;
      hasHostBits: boolean;
    }
  | { isValid: false; problem: 'not_an_address' | 'bad_prefix' };

/** The shortest prefixes that BanGUI bans; a wider network hits too many people at once. */
const widestBannable = { 4: 8, 6: 24 } as const;

/** Reads an IPv4 or IPv6 address, or a network in CIDR notation; `text` is the canonical spelling. */
export function parseAddress(input: string): ParsedAddress {
  const [host = '', suffix, ...more] = input.trim().split('/');
  const version = host.includes(':') ? 6 : 4;
  const value = version === 4 ? parseIPv4(host) : parseIPv6(host);
  if (value === null || more.length > 0) return { isValid: false, problem: 'not_an_address' };

  const bits = version === 4 ? 32 : 128;
  if (suffix !== undefined && !/^\d{1,3}$/.test(suffix)) return { isValid: false, problem: 'bad_prefix' };
  const prefix = suffix === undefined ? bits : Number(suffix);
  if (prefix > bits) return { isValid: false, problem: 'bad_prefix' };

  const hostBits = BigInt(bits - prefix);
  const network = (value >> hostBits) << hostBits;
  const written = version === 4 ? writeIPv4(network) : writeIPv6(network);
  return {
    isValid: true,
    kind: prefix === bits ? 'address' : 'network',
    version,
    prefix,
    text: prefix === bits ? written : `${written}/${prefix}`,
    hasHostBits: network !== value,
  };
}

export function isTooWideToBan({ version, prefix }: { version: 4 | 6; prefix: number }): boolean {
  return prefix < widestBannable[version];
}

function parseIPv4(text: string): bigint | null {
  const parts = text.split('.');
  // A leading zero is octal to some programs and decimal to others, so it is neither here.
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return null;
  return parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

function parseIPv6(text: string): bigint | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const head = groupsOf(halves[0] ?? '', halves.length === 1);
  const tail = halves.length === 2 ? groupsOf(halves[1] ?? '', true) : [];
  if (head === null || tail === null) return null;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  return [...head, ...Array<number>(missing).fill(0), ...tail].reduce(
    (value, group) => (value << 16n) | BigInt(group),
    0n,
  );
}

function groupsOf(text: string, mayEndInIPv4: boolean): number[] | null {
  if (text === '') return [];
  const parts = text.split(':');
  const groups: number[] = [];
  for (const [index, part] of parts.entries()) {
    if (part.includes('.') && mayEndInIPv4 && index === parts.length - 1) {
      const embedded = parseIPv4(part);
      if (embedded === null) return null;
      groups.push(Number(embedded >> 16n), Number(embedded & 0xffffn));
    } else if (/^[0-9a-f]{1,4}$/i.test(part)) {
      groups.push(Number.parseInt(part, 16));
    } else {
      return null;
    }
  }
  return groups;
}

function writeIPv4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join('.');
}

/** RFC 5952: lower case, no leading zeros, the longest run of zero groups shortened. */
function writeIPv6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    Number((value >> BigInt(112 - index * 16)) & 0xffffn),
  );
  let longest = { start: 0, length: 1 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === 0) length++;
    if (length > longest.length) longest = { start, length };
  }
  const hex = groups.map((group) => group.toString(16));
  if (longest.length === 1) return hex.join(':');
  return `${hex.slice(0, longest.start).join(':')}::${hex.slice(longest.start + longest.length).join(':')}`;
}
