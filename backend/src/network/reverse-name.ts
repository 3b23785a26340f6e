/** The names that an address has in the DNS, asked from this machine's own name server. */
import { Resolver } from 'node:dns/promises';
import type { Address } from './address.ts';

export interface ReverseNames {
  /** As the name server gives them, without control characters; whoever owns the address has written them. */
  readonly names: readonly string[];
  readonly problem: 'timed_out' | 'failed' | null;
}

const deadlineMilliseconds = 2_000;
const mostNames = 10;
const longestName = 255;
/** The name server answers that there is no name (RFC 2308), or knows nothing of the address. */
const withoutName = new Set(['ENOTFOUND', 'ENODATA']);

/**
 * @param address a single one
 * @param servers `address:port` of name servers to ask instead of this machine's own
 */
export async function reverseNames(address: Address, servers?: readonly string[]): Promise<ReverseNames> {
  const resolver = new Resolver({ timeout: deadlineMilliseconds, tries: 1 });
  if (servers !== undefined) resolver.setServers([...servers]);
  const cancelling = setTimeout(() => resolver.cancel(), deadlineMilliseconds);
  try {
    const names = await resolver.resolvePtr(pointerName(address));
    return { names: names.slice(0, mostNames).map(toName), problem: null };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (withoutName.has(code)) return { names: [], problem: null };
    return { names: [], problem: code === 'ETIMEOUT' || code === 'ECANCELLED' ? 'timed_out' : 'failed' };
  } finally {
    clearTimeout(cancelling);
  }
}

/** RFC 1035, section 3.5, and RFC 3596, section 2.5. */
function pointerName({ family, text, value }: Address): string {
  if (family === 4) return `${text.split('.').reverse().join('.')}.in-addr.arpa`;
  return `${[...value.toString(16).padStart(32, '0')].reverse().join('.')}.ip6.arpa`;
}

function toName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is left out
  return name.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, '').slice(0, longestName);
}
