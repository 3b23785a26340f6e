// Python's pickle format, protocols 0 to 5, for data only: nothing is ever constructed or called.
// Source: CPython's Lib/pickle.py and Lib/pickletools.py; https://peps.python.org/pep-3154/ and pep-0574.

/** What a pickle can hold. Tuples arrive as arrays, integers outside the safe range as `bigint`. */
export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | PickleValue[]
  | Map<PickleValue, PickleValue>
  | Set<PickleValue>
  | PickledException
  | PickledAddressFile;

/** A list of strings, or of such lists. */
export type PickleInput = string | readonly PickleInput[];

/** A Python exception as plain data: its class and the arguments it was raised with. */
export class PickledException {
  readonly module: string;
  /** The bare class name, such as `UnknownJailException`. */
  readonly name: string;
  readonly args: PickleValue[];

  constructor(module: string, name: string, args: PickleValue[]) {
    this.module = module;
    this.name = name;
    this.args = args;
  }
}

/** The entry `file:…` of an ignore list, which fail2ban since 1.1.1 answers as an object of its own. */
export class PickledAddressFile {
  /** Empty until the state of the object has been read. */
  path = '';
}

/** `truncated` may become whole with more bytes; the others never will. */
export type PickleErrorCode = 'truncated' | 'malformed' | 'too_large' | 'forbidden';

/** A message that is not a pickle of plain data. */
export class PickleError extends Error {
  override readonly name = 'PickleError';
  readonly code: PickleErrorCode;

  constructor(code: PickleErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** The longest message that is decoded, in bytes. */
export const MAX_PICKLE_BYTES = 64 * 1024 * 1024;

// What one message may cost in time and memory: an operation is 1, and what takes more costs more. Enough for an
// answer of 600,000 addresses; a message made to exhaust the machine is refused within a second or two.
const BUDGET = 6_000_000;
const CONTAINER_COST = 16;
const TUPLE_COST = 2;
const LINE_COST = 4;
const UNUSUAL_TEXT_COST = 16;

// Python itself refuses to parse longer decimal numbers; conversion time grows with the square.
const MAX_INTEGER_DIGITS = 4300;
const MAX_INTEGER_BYTES = 2048;

const HIGHEST_PROTOCOL = 5;
const NEWLINE = 0x0a;

/**
 * Decodes one whole message.
 * @throws PickleError if it is truncated, malformed, longer than `MAX_PICKLE_BYTES`, costs too much, or refers
 *   to a class other than text, bytes, sets and exceptions
 */
export function decodePickle(bytes: Uint8Array): PickleValue {
  if (bytes.length > MAX_PICKLE_BYTES) {
    throw new PickleError(
      'too_large',
      `The message of ${bytes.length} bytes is longer than ${MAX_PICKLE_BYTES}.`,
    );
  }
  return new Decoder(bytes).run();
}

/** Encodes lists of strings with protocol 2, which every fail2ban since 0.9 reads. */
export function encodePickle(value: readonly PickleInput[]): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0x80, 2)];
  encodeList(value, parts);
  parts.push(Buffer.from('.'));
  return Buffer.concat(parts);
}

function encodeList(list: readonly PickleInput[], parts: Uint8Array[]): void {
  parts.push(Buffer.from(']('));
  for (const item of list) {
    if (typeof item === 'string') parts.push(encodeText(item));
    else encodeList(item, parts);
  }
  parts.push(Buffer.from('e'));
}

function encodeText(text: string): Uint8Array {
  const length = Buffer.byteLength(text);
  const encoded = Buffer.allocUnsafe(5 + length);
  encoded[0] = 0x58;
  encoded.writeUInt32LE(length, 1);
  encoded.write(text, 5);
  return encoded;
}

type Reduction = (args: PickleValue[], decoder: Decoder) => PickleValue;

/** A class that the message names: only ever the first half of a reduction, never a value. */
class ClassReference {
  readonly reduce: Reduction;

  constructor(reduce: Reduction) {
    this.reduce = reduce;
  }
}

type StackItem = PickleValue | ClassReference;

class Decoder {
  readonly #buffer: Buffer;
  #position = 0;
  #budget = BUDGET;
  #isStopped = false;
  readonly #stack: StackItem[] = [];
  readonly #marks: number[] = [];
  readonly #memo: StackItem[] = [];
  readonly #references = new Map<string, ClassReference>();

  constructor(bytes: Uint8Array) {
    this.#buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  run(): PickleValue {
    while (!this.#isStopped) this.#step();
    const value = this.popValue();
    if (this.#stack.length > 0 || this.#position !== this.#buffer.length) {
      throw malformed('values or bytes are left over after the end');
    }
    return value;
  }

  #step(): void {
    const code = this.readByte();
    const operation = operations[code];
    if (operation === undefined) throw malformed(`0x${code.toString(16)} is no operation`);
    this.spend(1);
    operation(this);
  }

  stop(): void {
    this.#isStopped = true;
  }

  spend(cost: number): void {
    this.#budget -= cost;
    if (this.#budget < 0) throw new PickleError('too_large', 'The message holds too many values.');
  }

  // Reading

  advance(length: number): number {
    const start = this.#position;
    if (length > this.#buffer.length - start)
      throw new PickleError('truncated', 'The message ends too early.');
    this.#position = start + length;
    return start;
  }

  readByte(): number {
    return this.#buffer.readUInt8(this.advance(1));
  }

  readUInt16(): number {
    return this.#buffer.readUInt16LE(this.advance(2));
  }

  readUInt32(): number {
    return this.#buffer.readUInt32LE(this.advance(4));
  }

  readInt32(): number {
    return this.#buffer.readInt32LE(this.advance(4));
  }

  readLength64(): number {
    return Number(this.#buffer.readBigUInt64LE(this.advance(8)));
  }

  readDouble(): number {
    return this.#buffer.readDoubleBE(this.advance(8));
  }

  /** A view, not a copy: values that outlive the message must copy it. */
  readBytes(length: number): Buffer {
    const start = this.advance(length);
    return this.#buffer.subarray(start, start + length);
  }

  readText(length: number): string {
    const start = this.advance(length);
    const text = this.#buffer.toString('utf8', start, start + length);
    if (!text.includes('\uFFFD')) return text;
    this.spend(UNUSUAL_TEXT_COST + length);
    return decodeUnusualText(this.#buffer.subarray(start, start + length));
  }

  readLine(): string {
    this.spend(LINE_COST);
    const end = this.#buffer.indexOf(NEWLINE, this.#position);
    if (end === -1) throw new PickleError('truncated', 'The message ends within a line.');
    const line = this.#buffer.toString('latin1', this.#position, end);
    this.#position = end + 1;
    return line;
  }

  checkFrame(length: number): void {
    if (length > this.#buffer.length - this.#position) {
      throw new PickleError('truncated', 'The message ends within a frame.');
    }
  }

  // The stack

  push(item: StackItem): void {
    this.#stack.push(item);
  }

  pop(): StackItem {
    const floor = this.#marks.at(-1) ?? 0;
    const item = this.#stack.length > floor ? this.#stack.pop() : undefined;
    if (item === undefined) throw malformed('a value is missing');
    return item;
  }

  popValue(): PickleValue {
    return asValue(this.pop());
  }

  top(): StackItem {
    const item = this.pop();
    this.#stack.push(item);
    return item;
  }

  mark(): void {
    this.#marks.push(this.#stack.length);
  }

  popToMark(): PickleValue[] {
    const start = this.#marks.pop();
    if (start === undefined) throw malformed('a mark is missing');
    const items = this.#stack.splice(start);
    for (const item of items) asValue(item);
    return items as PickleValue[];
  }

  popOrUnmark(): void {
    if (this.#marks.at(-1) === this.#stack.length) this.#marks.pop();
    else this.pop();
  }

  // The memo

  memoize(): void {
    this.#memo.push(this.top());
  }

  put(index: number): void {
    // Every pickler numbers its memo in order; a gap would only cost memory.
    if (index > this.#memo.length) throw malformed(`memo index ${index} is out of range`);
    this.#memo[index] = this.top();
  }

  get(index: number): void {
    const item = this.#memo[index];
    if (item === undefined) throw malformed(`memo entry ${index} does not exist`);
    this.#stack.push(item);
  }

  // Classes

  pushReference(module: string, name: string): void {
    const key = `${module}.${name}`;
    let reference = this.#references.get(key);
    if (reference === undefined) {
      reference = new ClassReference(findReduction(module, name));
      this.#references.set(key, reference);
    }
    this.#stack.push(reference);
  }

  reduce(): void {
    const args = this.popValue();
    const reference = this.pop();
    if (!(reference instanceof ClassReference) || !Array.isArray(args)) {
      throw malformed('a reduction needs a class and a tuple');
    }
    this.#stack.push(reference.reduce(args, this));
  }
}

function malformed(detail: string): PickleError {
  return new PickleError('malformed', `The message is not a valid pickle: ${detail}.`);
}

function asValue(item: StackItem): PickleValue {
  if (item instanceof ClassReference)
    throw new PickleError('forbidden', 'The message holds a class as a value.');
  return item;
}

// Text

/** Decodes text that contains U+FFFD, or lone surrogates, which Python writes in three bytes each. */
function decodeUnusualText(bytes: Buffer): string {
  let text = '';
  let start = 0;
  for (let at = bytes.indexOf(0xed); at !== -1; at = bytes.indexOf(0xed, at + 1)) {
    const [, second = 0, third = 0] = bytes.subarray(at, at + 3);
    if (second < 0xa0) continue;
    text += decodeStrictly(bytes.subarray(start, at));
    text += String.fromCharCode(0xd000 | ((second & 0x3f) << 6) | (third & 0x3f));
    start = at + 3;
  }
  return text + decodeStrictly(bytes.subarray(start));
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeStrictly(bytes: Buffer): string {
  if (bytes.length === 0) return '';
  try {
    return strictUtf8.decode(bytes);
  } catch {
    throw malformed('a text is not UTF-8');
  }
}

function decodeRawUnicodeEscape(line: string): string {
  return line.replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/g, (_, short?: string, long?: string) => {
    const codePoint = Number.parseInt(short ?? long ?? '', 16);
    if (codePoint > 0x10ffff) throw malformed('a character is outside Unicode');
    return String.fromCodePoint(codePoint);
  });
}

const simpleEscapes: Record<string, string> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

function decodeQuotedString(line: string): string {
  const quoted = /^(['"])(.*)\1$/s.exec(line)?.[2];
  if (quoted === undefined) throw malformed('a string is not quoted');
  return quoted.replace(/\\(?:x([0-9a-fA-F]{2})|([0-7]{1,3})|(.))/gs, (whole, hex, octal, simple) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
    return simpleEscapes[simple] ?? whole;
  });
}

// Numbers

function toNumber(integer: bigint): number | bigint {
  const number = Number(integer);
  return Number.isSafeInteger(number) ? number : integer;
}

function parseInteger(text: string): number | bigint {
  const digits = /^\s*([+-]?\d+)\s*$/.exec(text)?.[1];
  if (digits === undefined) throw malformed('an integer is not a number');
  if (digits.length < 16) return Number(digits) || 0;
  if (digits.length > MAX_INTEGER_DIGITS)
    throw new PickleError('too_large', 'The message holds too long a number.');
  return toNumber(BigInt(digits.startsWith('+') ? digits.slice(1) : digits));
}

function parseIntegerOrBoolean(text: string): number | bigint | boolean {
  if (text === '01') return true;
  if (text === '00') return false;
  return parseInteger(text);
}

const specialFloats: Record<string, number> = {
  inf: Number.POSITIVE_INFINITY,
  '-inf': Number.NEGATIVE_INFINITY,
  nan: Number.NaN,
};

function parseFloatText(text: string): number {
  const special = specialFloats[text];
  if (special !== undefined) return special;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) throw malformed('a float is not a number');
  return Number(text);
}

/** A little-endian two's complement integer of any length. */
function decodeLong(bytes: Buffer): number | bigint {
  if (bytes.length > MAX_INTEGER_BYTES)
    throw new PickleError('too_large', 'The message holds too long a number.');
  if (bytes.length === 0) return 0;
  const hex = Buffer.from(bytes).reverse().toString('hex');
  return toNumber(BigInt.asIntN(bytes.length * 8, BigInt(`0x${hex}`)));
}

function readMemoIndex(decoder: Decoder): number {
  const line = decoder.readLine();
  if (!/^\d{1,10}$/.test(line)) throw malformed('a memo index is not a number');
  return Number(line);
}

// Classes that stand for data

const textReduction: Reduction = ([text = '']) => {
  if (typeof text !== 'string') throw malformed('text is not made of text');
  return text;
};

const bytesReduction: Reduction = ([bytes = new Uint8Array()]) => {
  if (!(bytes instanceof Uint8Array)) throw malformed('bytes are not made of bytes');
  return bytes;
};

const setReduction: Reduction = ([items = []], decoder) => {
  if (!Array.isArray(items)) throw malformed('a set is not made of a list');
  decoder.spend(CONTAINER_COST + items.length);
  return new Set(items);
};

/** How protocols before 3 write bytes. */
const latin1Reduction: Reduction = ([text, encoding], decoder) => {
  if (typeof text !== 'string' || (encoding !== 'latin1' && encoding !== 'latin-1')) {
    throw malformed('bytes are not made of latin-1 text');
  }
  decoder.spend(CONTAINER_COST + text.length);
  return Uint8Array.from(Buffer.from(text, 'latin1'));
};

const dataReductions: Record<string, Reduction | undefined> = Object.assign(Object.create(null), {
  'builtins.str': textReduction,
  '__builtin__.str': textReduction,
  '__builtin__.unicode': textReduction,
  'builtins.bytes': bytesReduction,
  '__builtin__.bytes': bytesReduction,
  'builtins.bytearray': bytesReduction,
  '__builtin__.bytearray': bytesReduction,
  'builtins.set': setReduction,
  '__builtin__.set': setReduction,
  'builtins.frozenset': setReduction,
  '__builtin__.frozenset': setReduction,
  '_codecs.encode': latin1Reduction,
  'fail2ban.server.ipdns.FileIPAddrSet': () => new PickledAddressFile(),
});

const exceptionModule = /^(?:builtins|__builtin__|exceptions|json\.decoder|sqlite3|fail2ban(?:\.\w+)+)$/;
const exceptionName =
  /^[A-Z]\w*(?:Error|Exception|Empty|Warning)$|^(?:Exception|BaseException|KeyboardInterrupt|SystemExit|StopIteration)$/;

function findReduction(module: string, name: string): Reduction {
  const reduction = dataReductions[`${module}.${name}`];
  if (reduction !== undefined) return reduction;
  if (exceptionModule.test(module) && exceptionName.test(name)) {
    return (args) => new PickledException(module, name, args);
  }
  throw new PickleError('forbidden', `The message refers to the class ${module}.${name}.`.slice(0, 200));
}

function pushStackReference(decoder: Decoder): void {
  const name = decoder.pop();
  const module = decoder.pop();
  if (typeof name !== 'string' || typeof module !== 'string') throw malformed('a class name is not text');
  decoder.pushReference(module, name);
}

function setState(decoder: Decoder): void {
  const state = decoder.popValue();
  const target = decoder.top();
  if (target instanceof PickledException) return;
  if (!(target instanceof PickledAddressFile)) {
    throw new PickleError('forbidden', 'The message sets the state of an object that is not plain data.');
  }
  const path = state instanceof Map ? state.get('fileName') : undefined;
  if (typeof path !== 'string') throw malformed('a file of addresses has no name');
  target.path = path;
}

// Containers

function topList(decoder: Decoder): PickleValue[] {
  const list = decoder.top();
  if (!Array.isArray(list)) throw malformed('only a list can grow by items');
  return list;
}

function topMap(decoder: Decoder): Map<PickleValue, PickleValue> {
  const map = decoder.top();
  if (!(map instanceof Map)) throw malformed('only a dictionary can grow by pairs');
  return map;
}

function append(decoder: Decoder): void {
  const item = decoder.popValue();
  topList(decoder).push(item);
}

function appendAll(decoder: Decoder): void {
  const items = decoder.popToMark();
  const list = topList(decoder);
  for (const item of items) list.push(item);
}

function setItem(decoder: Decoder): void {
  const value = decoder.popValue();
  const key = decoder.popValue();
  topMap(decoder).set(key, value);
}

function setPairs(map: Map<PickleValue, PickleValue>, items: PickleValue[]): void {
  if (items.length % 2 === 1) throw malformed('a key has no value');
  for (let index = 0; index < items.length; index += 2) {
    map.set(items[index] as PickleValue, items[index + 1] as PickleValue);
  }
}

function setItems(decoder: Decoder): void {
  const items = decoder.popToMark();
  setPairs(topMap(decoder), items);
}

function pushMapFromMark(decoder: Decoder): void {
  const map = new Map<PickleValue, PickleValue>();
  setPairs(map, decoder.popToMark());
  pushContainer(decoder, map);
}

function addItems(decoder: Decoder): void {
  const items = decoder.popToMark();
  const set = decoder.top();
  if (!(set instanceof Set)) throw malformed('only a set can grow by members');
  for (const item of items) set.add(item);
}

function pushContainer(decoder: Decoder, container: StackItem): void {
  decoder.spend(CONTAINER_COST);
  decoder.push(container);
}

function pushTuple(decoder: Decoder, length: number): void {
  decoder.spend(TUPLE_COST);
  const tuple = new Array<PickleValue>(length);
  for (let index = length - 1; index >= 0; index -= 1) tuple[index] = decoder.popValue();
  decoder.push(tuple);
}

function pushBytes(decoder: Decoder, length: number): void {
  pushContainer(decoder, Uint8Array.from(decoder.readBytes(length)));
}

function checkProtocol(decoder: Decoder): void {
  const protocol = decoder.readByte();
  if (protocol > HIGHEST_PROTOCOL) throw malformed(`protocol ${protocol} is unknown`);
}

function refuse(operation: string): Operation {
  return () => {
    throw new PickleError('forbidden', `The message uses ${operation}, which plain data never needs.`);
  };
}

type Operation = (decoder: Decoder) => void;

// Named as in CPython's Lib/pickle.py.
const operationsByName: [code: string | number, name: string, operation: Operation][] = [
  ['(', 'MARK', (decoder) => decoder.mark()],
  ['.', 'STOP', (decoder) => decoder.stop()],
  ['0', 'POP', (decoder) => decoder.popOrUnmark()],
  ['1', 'POP_MARK', (decoder) => void decoder.popToMark()],
  ['2', 'DUP', (decoder) => decoder.push(decoder.top())],
  ['F', 'FLOAT', (decoder) => decoder.push(parseFloatText(decoder.readLine()))],
  ['I', 'INT', (decoder) => decoder.push(parseIntegerOrBoolean(decoder.readLine()))],
  ['J', 'BININT', (decoder) => decoder.push(decoder.readInt32())],
  ['K', 'BININT1', (decoder) => decoder.push(decoder.readByte())],
  ['L', 'LONG', (decoder) => decoder.push(parseInteger(decoder.readLine().replace(/L$/, '')))],
  ['M', 'BININT2', (decoder) => decoder.push(decoder.readUInt16())],
  ['N', 'NONE', (decoder) => decoder.push(null)],
  ['P', 'PERSID', refuse('a persistent id')],
  ['Q', 'BINPERSID', refuse('a persistent id')],
  ['R', 'REDUCE', (decoder) => decoder.reduce()],
  ['S', 'STRING', (decoder) => decoder.push(decodeQuotedString(decoder.readLine()))],
  ['T', 'BINSTRING', (decoder) => decoder.push(decoder.readText(decoder.readUInt32()))],
  ['U', 'SHORT_BINSTRING', (decoder) => decoder.push(decoder.readText(decoder.readByte()))],
  ['V', 'UNICODE', (decoder) => decoder.push(decodeRawUnicodeEscape(decoder.readLine()))],
  ['X', 'BINUNICODE', (decoder) => decoder.push(decoder.readText(decoder.readUInt32()))],
  ['a', 'APPEND', append],
  ['b', 'BUILD', setState],
  ['c', 'GLOBAL', (decoder) => decoder.pushReference(decoder.readLine(), decoder.readLine())],
  ['d', 'DICT', pushMapFromMark],
  ['}', 'EMPTY_DICT', (decoder) => pushContainer(decoder, new Map())],
  ['e', 'APPENDS', appendAll],
  ['g', 'GET', (decoder) => decoder.get(readMemoIndex(decoder))],
  ['h', 'BINGET', (decoder) => decoder.get(decoder.readByte())],
  ['i', 'INST', refuse('an instance')],
  ['j', 'LONG_BINGET', (decoder) => decoder.get(decoder.readUInt32())],
  ['l', 'LIST', (decoder) => pushContainer(decoder, decoder.popToMark())],
  [']', 'EMPTY_LIST', (decoder) => pushContainer(decoder, [])],
  ['o', 'OBJ', refuse('an instance')],
  ['p', 'PUT', (decoder) => decoder.put(readMemoIndex(decoder))],
  ['q', 'BINPUT', (decoder) => decoder.put(decoder.readByte())],
  ['r', 'LONG_BINPUT', (decoder) => decoder.put(decoder.readUInt32())],
  ['s', 'SETITEM', setItem],
  ['t', 'TUPLE', (decoder) => pushContainer(decoder, decoder.popToMark())],
  [')', 'EMPTY_TUPLE', (decoder) => pushContainer(decoder, [])],
  ['u', 'SETITEMS', setItems],
  ['G', 'BINFLOAT', (decoder) => decoder.push(decoder.readDouble())],
  [0x80, 'PROTO', checkProtocol],
  [0x81, 'NEWOBJ', refuse('an instance')],
  [0x82, 'EXT1', refuse('an extension')],
  [0x83, 'EXT2', refuse('an extension')],
  [0x84, 'EXT4', refuse('an extension')],
  [0x85, 'TUPLE1', (decoder) => pushTuple(decoder, 1)],
  [0x86, 'TUPLE2', (decoder) => pushTuple(decoder, 2)],
  [0x87, 'TUPLE3', (decoder) => pushTuple(decoder, 3)],
  [0x88, 'NEWTRUE', (decoder) => decoder.push(true)],
  [0x89, 'NEWFALSE', (decoder) => decoder.push(false)],
  [0x8a, 'LONG1', (decoder) => decoder.push(decodeLong(decoder.readBytes(decoder.readByte())))],
  [0x8b, 'LONG4', (decoder) => decoder.push(decodeLong(decoder.readBytes(decoder.readUInt32())))],
  ['B', 'BINBYTES', (decoder) => pushBytes(decoder, decoder.readUInt32())],
  ['C', 'SHORT_BINBYTES', (decoder) => pushBytes(decoder, decoder.readByte())],
  [0x8c, 'SHORT_BINUNICODE', (decoder) => decoder.push(decoder.readText(decoder.readByte()))],
  [0x8d, 'BINUNICODE8', (decoder) => decoder.push(decoder.readText(decoder.readLength64()))],
  [0x8e, 'BINBYTES8', (decoder) => pushBytes(decoder, decoder.readLength64())],
  [0x8f, 'EMPTY_SET', (decoder) => pushContainer(decoder, new Set())],
  [0x90, 'ADDITEMS', addItems],
  [0x91, 'FROZENSET', (decoder) => pushContainer(decoder, new Set(decoder.popToMark()))],
  [0x92, 'NEWOBJ_EX', refuse('an instance')],
  [0x93, 'STACK_GLOBAL', pushStackReference],
  [0x94, 'MEMOIZE', (decoder) => decoder.memoize()],
  [0x95, 'FRAME', (decoder) => decoder.checkFrame(decoder.readLength64())],
  [0x96, 'BYTEARRAY8', (decoder) => pushBytes(decoder, decoder.readLength64())],
  [0x97, 'NEXT_BUFFER', refuse('an outside buffer')],
  [0x98, 'READONLY_BUFFER', refuse('an outside buffer')],
];

const operations = buildOperationTable();

function buildOperationTable(): (Operation | undefined)[] {
  const table = new Array<Operation | undefined>(256).fill(undefined);
  for (const [code, , operation] of operationsByName) {
    table[typeof code === 'string' ? code.charCodeAt(0) : code] = operation;
  }
  return table;
}
