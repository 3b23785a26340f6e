/**
 * fail2ban's files as lines: what each says and where, and edits that change nothing but the option they are about.
 * Source: Python's configparser as fail2ban sets it up (client/configparserinc.py): `=` or `:`, keys without case,
 * lines that begin with `#` or `;` are comments, ` ;` begins one within a line, and what is indented goes on.
 */
export interface IniOption {
  readonly section: string;
  /** In lower case, as fail2ban knows it. */
  readonly key: string;
  /** Without comments; lines joined by line breaks. */
  readonly value: string;
  /** Indexes of its lines, the last one included. */
  readonly firstLine: number;
  readonly lastLine: number;
}

export interface IniFile {
  /** Each with its line break. */
  readonly lines: readonly string[];
  readonly sections: readonly { readonly name: string; readonly line: number }[];
  readonly options: readonly IniOption[];
}

/** A value or an edit that these files cannot hold. The message is a sentence. */
export class IniError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'IniError';
  }
}

type Draft = { section: string; key: string; values: string[]; firstLine: number; lastLine: number };

export function parseIni(text: string): IniFile {
  const lines = text.match(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g) ?? [];
  const sections: { name: string; line: number }[] = [];
  const drafts: Draft[] = [];
  let section: string | undefined;
  let option: Draft | undefined;
  let indentation = 0;

  lines.forEach((line, index) => {
    const content = contentOf(line);
    if (content === '') {
      // Only a line that is really empty belongs to a value; one with a comment does not.
      if (line.trim() === '') option?.values.push('');
      return;
    }
    const own = line.length - line.trimStart().length;
    if (option !== undefined && own > indentation) {
      option.values.push(content);
      option.lastLine = index;
      return;
    }
    indentation = own;
    const header = /^\[(.+)\]/.exec(content)?.[1];
    if (header !== undefined) {
      section = header;
      option = undefined;
      sections.push({ name: header, line: index });
      return;
    }
    const [, key = '', value = ''] = /^(.*?)\s*[=:]\s*(.*)$/.exec(content) ?? [];
    if (section === undefined || key === '') return;
    option = { section, key: key.toLowerCase(), values: [value], firstLine: index, lastLine: index };
    drafts.push(option);
  });

  const options = drafts.map(({ values, ...rest }) => ({ ...rest, value: values.join('\n').trimEnd() }));
  return { lines, sections, options };
}

/**
 * Sets an option where it stands, or at the end of its section, or in a new section at the end.
 * @throws {IniError} for a value that cannot be written, or a file in which the edit would change anything else
 */
export function setOption(text: string, section: string, key: string, value: string): string {
  checkWritable(section, key, value);
  const file = parseIni(text);
  const present = file.options.filter((option) => isOption(option, section, key)).at(-1);
  const changed =
    present === undefined ? withNew(file, section, key, value) : withChanged(file, present, value);
  return checked(text, changed, section, key, value);
}

/** Removes an option and its lines wherever it stands in this section. A section that is left empty stays. */
export function removeOption(text: string, section: string, key: string): string {
  const { lines, options } = parseIni(text);
  const gone = options.filter((option) => isOption(option, section, key));
  const kept = lines.filter((_, index) => !gone.some((option) => isWithin(index, option)));
  return checked(text, kept.join(''), section, key, undefined);
}

function isOption(option: IniOption, section: string, key: string): boolean {
  return option.section === section && option.key === key.toLowerCase();
}

function isWithin(index: number, { firstLine, lastLine }: IniOption): boolean {
  return index >= firstLine && index <= lastLine;
}

/** The line without its comment and the space around it. */
function contentOf(line: string): string {
  if (/^\s*[#;]/.test(line)) return '';
  const comment = line.search(/(?<=\s);/);
  return (comment === -1 ? line : line.slice(0, comment)).trim();
}

function withChanged({ lines }: IniFile, option: IniOption, value: string): string {
  const first = lines[option.firstLine] ?? '';
  const [prefix = ''] = /^.*?[=:][ \t]*/.exec(first) ?? [];
  const indentation = `${/^\s*/.exec(first)?.[0] ?? ''}    `;
  const comment = option.firstLine === option.lastLine ? (/\s+;.*$/.exec(first.trimEnd())?.[0] ?? '') : '';
  const written = write(prefix, value, indentation, lineBreakOf(lines), comment);
  return [...lines.slice(0, option.firstLine), written, ...lines.slice(option.lastLine + 1)].join('');
}

function withNew({ lines, sections, options }: IniFile, section: string, key: string, value: string): string {
  const lineBreak = lineBreakOf(lines);
  const written = write(`${key} = `, value, '    ', lineBreak, '');
  const header = sections.findLast(({ name }) => name === section);
  if (header === undefined) {
    const gap = lines.length === 0 || lines.at(-1)?.trim() === '' ? '' : lineBreak;
    return `${ended(lines.join(''), lineBreak)}${gap}[${section}]${lineBreak}${written}`;
  }
  const last = options
    .filter((option) => option.section === section && option.firstLine > header.line)
    .at(-1);
  const place = (last?.lastLine ?? header.line) + 1;
  const before = ended(lines.slice(0, place).join(''), lineBreak);
  return `${before}${written}${lines.slice(place).join('')}`;
}

function write(
  prefix: string,
  value: string,
  indentation: string,
  lineBreak: string,
  comment: string,
): string {
  const [first = '', ...further] = value.split('\n');
  const head = `${prefix}${first}`.trimEnd() + comment;
  return (
    [head, ...further.map((line) => (line === '' ? '' : indentation + line))].join(lineBreak) + lineBreak
  );
}

function ended(text: string, lineBreak: string): string {
  return text === '' || /[\r\n]$/.test(text) ? text : text + lineBreak;
}

function lineBreakOf(lines: readonly string[]): string {
  return /[\r\n]+$/.exec(lines[0] ?? '')?.[0] ?? '\n';
}

function checkWritable(section: string, key: string, value: string): void {
  if (!/^[^\]\r\n\0[]+$/.test(section) || section.trim() !== section) {
    throw new IniError(`"${section}" cannot be the name of a section.`);
  }
  if (!/^[A-Za-z0-9_.-]+$/.test(key)) throw new IniError(`"${key}" cannot be the name of a setting.`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (/[\0-\x08\x0b-\x1f\x7f\u2028\u2029]/.test(value)) {
    throw new IniError(`The value of ${key} holds a control character.`);
  }
}

/** Reads the result again: it has to say what was asked, and everything else as before. */
function checked(
  before: string,
  after: string,
  section: string,
  key: string,
  value: string | undefined,
): string {
  const rest = (text: string) =>
    JSON.stringify(
      parseIni(text)
        .options.filter((option) => !isOption(option, section, key))
        .map((option) => [option.section, option.key, option.value]),
    );
  const found = parseIni(after).options.filter((option) => isOption(option, section, key));
  const wanted = value === undefined ? [] : [value.trim()];
  const isRight =
    found.length === wanted.length && found.every((option, index) => option.value === wanted[index]);
  if (!isRight) {
    throw new IniError(
      `The value of ${key} would be read differently from how it is written: a line that begins with # or ;, or " ;" within one, starts a comment.`,
    );
  }
  if (rest(before) !== rest(after))
    throw new IniError(`${key} cannot be changed without changing other settings.`);
  return after;
}
