/**
 * Where in the kernel an action of a jail puts its bans, told from the commands that fail2ban runs.
 * Source: iptables.conf, iptables-ipset*.conf and nftables.conf in fail2ban's action.d, 1.0.2 to 1.1.1.
 */

export type Family = 4 | 6;

export type BanPlace =
  /** One rule of iptables an address, in a chain of the jail's own. */
  | { readonly kind: 'chain'; readonly chain: string }
  /** A set of ipset that a rule of iptables asks. */
  | { readonly kind: 'ipset'; readonly set: string }
  /** A set of nftables that a rule of the same table asks. */
  | { readonly kind: 'nft'; readonly family: string; readonly table: string; readonly set: string };

type Properties = Readonly<Record<string, string>>;

const addToChain = /^ip6?tables(?: -w| \d+)* -I (\S+) 1 -s <ip> -j [^\n]+$/;
const addToSet = /^ipset -exist add (f2b-\S+) <ip> timeout [^\n]+$/;
const addToOldSet = /^ipset --test (f2b-\S+) <ip> \|\| +ipset --add \1 <ip>$/;
const addToTable = /^nft add element (\S+) (f2b-\S+) (\S+) \\\{ <ip> \\\}$/;
const deepestTag = 5;

/** @returns null where the action does not ban in the kernel, or in a way that is not understood for sure */
export function banPlaceOf(properties: Properties, family: Family): BanPlace | null {
  const command = withTags(properties.actionban ?? '', properties, family);
  const chain = addToChain.exec(command)?.[1];
  if (chain !== undefined) return { kind: 'chain', chain };
  const set = (addToSet.exec(command) ?? addToOldSet.exec(command))?.[1];
  // Those of firewalld and shorewall are asked by rules of theirs.
  if (set !== undefined) return properties.iptables === undefined ? null : { kind: 'ipset', set };
  const [, tableFamily, table, nftSet] = addToTable.exec(command) ?? [];
  if (tableFamily === undefined || table === undefined || nftSet === undefined) return null;
  return { kind: 'nft', family: tableFamily, table, set: nftSet };
}

/** fail2ban leaves those tags to the moment of the ban whose value differs for IPv6. */
function withTags(text: string, properties: Properties, family: Family): string {
  const valueIn = (tag: string, name: string) =>
    (family === 6 ? properties[`${name}?family=inet6`] : undefined) ?? properties[name] ?? tag;
  let result = text;
  for (let depth = 0; depth < deepestTag; depth += 1) {
    result = result.replaceAll(/<([\w.-]+)>/g, valueIn);
  }
  return result;
}

export function placeKey(place: BanPlace, family: Family): string {
  return JSON.stringify([family, place]);
}
