/** Reads what listing.sh prints of the kernel. Sources: iptables-save(8), ipset(8), libnftables-json(5). */

export interface KernelListing {
  /** Rules as `-A CHAIN …` in the kernel's order, of the table `filter`; null where they could not be listed. */
  readonly rules: Readonly<Record<4 | 6, readonly string[] | null>>;
  /** The members of the sets of ipset whose names begin with `f2b-`; null where they could not be listed. */
  readonly sets: ReadonlyMap<string, readonly string[]> | null;
  /** The tables of nftables whose names begin with `f2b-`; null where they could not be listed. */
  readonly tables: readonly NftTable[] | null;
}

export interface NftTable {
  readonly family: string;
  readonly name: string;
  readonly sets: ReadonlyMap<string, readonly NftElement[]>;
  readonly rules: readonly NftRule[];
}

/** A network where `prefixLength` is not null, a range where `last` is not. */
export interface NftElement {
  readonly first: string;
  readonly last: string | null;
  readonly prefixLength: number | null;
}

export interface NftRule {
  readonly chain: string;
  readonly statements: readonly Readonly<Record<string, unknown>>[];
}

type JsonObject = Readonly<Record<string, unknown>>;

/** Whatever the text holds, this never throws: what cannot be read counts as not listed. */
export function readKernelListing(text: string): KernelListing {
  const lines = text.split('\n');
  return {
    rules: { 4: rulesIn(sectionOf(lines, 'iptables')), 6: rulesIn(sectionOf(lines, 'ip6tables')) },
    sets: setsIn(sectionOf(lines, 'ipset')),
    tables: tablesIn(sectionOf(lines, 'nft')),
  };
}

function sectionOf(lines: readonly string[], name: string): readonly string[] | null {
  const start = lines.indexOf(`[${name}]`);
  const end = lines.indexOf(`[end of ${name}]`);
  return start === -1 || end < start ? null : lines.slice(start + 1, end);
}

function rulesIn(section: readonly string[] | null): readonly string[] | null {
  return section?.filter((line) => line.startsWith('-A ')) ?? null;
}

function setsIn(section: readonly string[] | null): KernelListing['sets'] {
  if (section === null) return null;
  const sets = new Map<string, string[]>();
  for (const line of section) {
    const [command, set = '', member = ''] = line.split(' ');
    if (command === 'create') sets.set(set, []);
    if (command === 'add') sets.get(set)?.push(member);
  }
  return sets;
}

function tablesIn(section: readonly string[] | null): readonly NftTable[] | null {
  try {
    return section?.filter((line) => line !== '').map(tableIn) ?? null;
  } catch {
    return null;
  }
}

function tableIn(line: string): NftTable {
  const items = listIn((JSON.parse(line) as JsonObject).nftables);
  const all = (kind: string) => items.flatMap((item) => (isObject(item[kind]) ? [item[kind]] : []));
  const [table = {}] = all('table');
  return {
    family: String(table.family),
    name: String(table.name),
    sets: new Map(all('set').map(({ name, elem }) => [String(name), elementsIn(elem)])),
    rules: all('rule').map(({ chain, expr }) => ({ chain: String(chain), statements: listIn(expr) })),
  };
}

function listIn(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function elementsIn(value: unknown): NftElement[] {
  return Array.isArray(value) ? value.map(elementIn).filter((element) => element !== null) : [];
}

/** An element with a timeout or a counter stands in an object of its own. */
function elementIn(value: unknown): NftElement | null {
  if (typeof value === 'string') return { first: value, last: null, prefixLength: null };
  if (!isObject(value)) return null;
  if (isObject(value.elem)) return elementIn(value.elem.val);
  if (isObject(value.prefix)) {
    return { first: String(value.prefix.addr), last: null, prefixLength: Number(value.prefix.len) };
  }
  if (!Array.isArray(value.range)) return null;
  return { first: String(value.range[0]), last: String(value.range[1]), prefixLength: null };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
