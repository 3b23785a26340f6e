/** What Python's `repr` writes for lists, tuples, dictionaries, text, numbers, booleans and None. */
export type PythonLiteral =
  | null
  | boolean
  | number
  | string
  | PythonLiteral[]
  | Map<PythonLiteral, PythonLiteral>;

const DEEPEST_NESTING = 100;

const space = /\s*/y;
const number = /-?(?:\d+\.?\d*(?:e[+-]?\d+)?|inf|nan)/y;
const word = /True|False|None/y;
const quoted = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/sy;

const words: Record<string, PythonLiteral> = { True: true, False: false, None: null };

/**
 * Reads one literal; nothing is evaluated. Tuples become arrays.
 * @throws SyntaxError if the text is anything else
 */
export function parsePythonLiteral(text: string): PythonLiteral {
  let position = 0;

  function take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    if (match !== null) position = pattern.lastIndex;
    return match;
  }

  function takeMark(mark: string): boolean {
    take(space);
    const isNext = text.startsWith(mark, position);
    if (isNext) position += mark.length;
    return isNext;
  }

  function parseValue(depth: number): PythonLiteral {
    if (depth > DEEPEST_NESTING) throw new SyntaxError('The literal is nested too deeply.');
    if (takeMark('[')) return parseItems(']', depth);
    if (takeMark('(')) return parseItems(')', depth);
    if (takeMark('{')) return parsePairs(depth);
    return parseScalar();
  }

  function parseScalar(): PythonLiteral {
    const string = take(quoted);
    if (string !== null) return decodeEscapes(string[1] ?? string[2] ?? '');
    const name = take(word);
    if (name !== null) return words[name[0]] ?? null;
    const digits = take(number);
    if (digits !== null) return toNumber(digits[0]);
    throw new SyntaxError(`No literal at position ${position}.`);
  }

  function parseItems(end: string, depth: number): PythonLiteral[] {
    const items: PythonLiteral[] = [];
    while (!takeMark(end)) {
      items.push(parseValue(depth + 1));
      if (!takeMark(',')) return finish(end, items);
    }
    return items;
  }

  function parsePairs(depth: number): Map<PythonLiteral, PythonLiteral> {
    const pairs = new Map<PythonLiteral, PythonLiteral>();
    while (!takeMark('}')) {
      const key = parseValue(depth + 1);
      expectMark(':');
      pairs.set(key, parseValue(depth + 1));
      if (!takeMark(',')) return finish('}', pairs);
    }
    return pairs;
  }

  function finish<Container>(end: string, container: Container): Container {
    expectMark(end);
    return container;
  }

  function expectMark(mark: string): void {
    if (!takeMark(mark)) throw new SyntaxError(`"${mark}" is missing at position ${position}.`);
  }

  const value = parseValue(0);
  take(space);
  if (position < text.length) throw new SyntaxError(`Something is left over at position ${position}.`);
  return value;
}

function toNumber(digits: string): number {
  return Number(digits.replace('inf', 'Infinity').replace('nan', 'NaN'));
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t' };

function decodeEscapes(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/gs,
    (_, two?: string, four?: string, eight?: string, character?: string) => {
      if (character !== undefined) return escapes[character] ?? character;
      return String.fromCodePoint(Number.parseInt(two ?? four ?? eight ?? '', 16));
    },
  );
}
