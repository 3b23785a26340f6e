/**
 * Writes small MaxMind DB files for tests: IPv4 networks with maps of texts, numbers and maps.
 * Source: https://maxmind.github.io/MaxMind-DB/ (version 2.0).
 */
export type MmdbValue = string | number | MmdbMap;
export interface MmdbMap {
  readonly [key: string]: MmdbValue;
}

const metadataMark = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');
const types = { text: 2, unsigned: 6, map: 7 } as const;
const nodeBits = 24;
const separatorBytes = 16;

interface Node {
  branches: [Node | number | null, Node | number | null];
}

/** @param entries data by network, such as `203.0.113.0/24` */
export function mmdb(entries: Readonly<Record<string, MmdbMap>>, builtAt = 1_800_000_000): Buffer {
  const data: Buffer[] = [];
  const root: Node = { branches: [null, null] };
  let offset = 0;
  for (const [network, value] of Object.entries(entries)) {
    insert(root, bitsOf(network), offset);
    const encoded = encode(value);
    data.push(encoded);
    offset += encoded.length;
  }
  const nodes = inOrder(root);
  return Buffer.concat([
    treeOf(nodes),
    Buffer.alloc(separatorBytes),
    ...data,
    metadataMark,
    encode({
      binary_format_major_version: 2,
      binary_format_minor_version: 0,
      build_epoch: builtAt,
      database_type: 'Test',
      ip_version: 4,
      node_count: nodes.length,
      record_size: nodeBits,
    }),
  ]);
}

function bitsOf(network: string): number[] {
  const [host = '', prefix = '32'] = network.split('/');
  const bits = host
    .split('.')
    .map((octet) => Number(octet).toString(2).padStart(8, '0'))
    .join('');
  return [...bits.slice(0, Number(prefix))].map(Number);
}

function insert(root: Node, bits: readonly number[], offset: number): void {
  let node = root;
  for (const bit of bits.slice(0, -1)) {
    const next = node.branches[bit as 0 | 1];
    const child: Node = next === null || typeof next === 'number' ? { branches: [null, null] } : next;
    node.branches[bit as 0 | 1] = child;
    node = child;
  }
  node.branches[bits.at(-1) as 0 | 1] = offset;
}

function inOrder(root: Node): Node[] {
  const nodes = [root];
  for (const node of nodes) {
    for (const branch of node.branches) if (branch !== null && typeof branch !== 'number') nodes.push(branch);
  }
  return nodes;
}

/** A record is a node's number, the number of nodes where nothing is known, or beyond that a place in the data. */
function treeOf(nodes: readonly Node[]): Buffer {
  const records = nodes.flatMap(({ branches }) =>
    branches.map((branch) => {
      if (branch === null) return nodes.length;
      return typeof branch === 'number' ? nodes.length + separatorBytes + branch : nodes.indexOf(branch);
    }),
  );
  return Buffer.concat(
    records.map((record) => Buffer.from([record >>> 16, (record >>> 8) & 255, record & 255])),
  );
}

function encode(value: MmdbValue): Buffer {
  if (typeof value === 'string') return withHead(types.text, Buffer.byteLength(value), Buffer.from(value));
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return withHead(types.unsigned, 4, bytes);
  }
  const parts = Object.entries(value).flatMap(([key, each]) => [encode(key), encode(each)]);
  return withHead(types.map, Object.keys(value).length, Buffer.concat(parts));
}

/** Sizes below 29 stand in the head itself, greater ones up to 284 in a byte after it. */
function withHead(type: number, size: number, content: Buffer): Buffer {
  const head = size < 29 ? [(type << 5) | size] : [(type << 5) | 29, size - 29];
  return Buffer.concat([Buffer.from(head), content]);
}
