import type { AddressPage } from '../../api/types';
import { parseAddress } from '../../network/address';

export type Neighbourhood = NonNullable<AddressPage['neighbourhood']>;
type Neighbour = Neighbourhood['neighbours'][number];

export interface Cell {
  address: string;
  /** How often it was banned. */
  level: 'never' | 'once' | 'some' | 'often';
  isSelf: boolean;
  neighbour: Neighbour | null;
}

const widestPrefix = 24;

/**
 * A cell for every address of an IPv4 network of at most 256, in order; null for other networks, which have far too
 * many.
 */
export function cellsOf({ network, neighbours }: Neighbourhood, self: string): Cell[] | null {
  const parsed = parseAddress(network);
  if (!parsed.isValid || parsed.version !== 4 || parsed.prefix < widestPrefix) return null;
  const [a, b, c, first] = (parsed.text.split('/')[0] ?? '').split('.');
  const known = new Map(neighbours.map((neighbour) => [neighbour.address, neighbour]));
  return Array.from({ length: 2 ** (32 - parsed.prefix) }, (_, index) => {
    const address = `${a}.${b}.${c}.${Number(first) + index}`;
    const neighbour = known.get(address) ?? null;
    return { address, level: levelOf(neighbour?.bans ?? 0), isSelf: address === self, neighbour };
  });
}

function levelOf(bans: number): Cell['level'] {
  if (bans === 0) return 'never';
  if (bans === 1) return 'once';
  return bans < 10 ? 'some' : 'often';
}
