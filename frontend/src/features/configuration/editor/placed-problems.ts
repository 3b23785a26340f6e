export interface PlacedProblem {
  /** From 1. */
  line: number;
  message: string;
}

/**
 * Finds the lines of a file that fail2ban complains about.
 *
 * What cannot be placed is in fail2ban's own words below the editor anyway. Sources: Python's configparser for the
 * errors of parsing and substitution; fail2ban's `failregex.py` and `jailreader.py` for the others.
 */
export function placeProblems(output: string, path: string, text: string): PlacedProblem[] {
  const lines = text.split('\n');
  const places = [
    ...numbered(output, path),
    ...substitutions(output, lines),
    ...expressions(output, lines),
    ...missing(output, lines),
  ];
  return places.filter(({ line }) => line >= 1 && line <= lines.length);
}

/** `'/etc/fail2ban/jail.local' [line  5]: …` and `file: '…', line: 5`, over one line or two. */
function numbered(output: string, path: string): PlacedProblem[] {
  const named = /'([^'\n]+)',?\s*\[?line:?\s*(\d+)\]?:?[ \t]*([^\n]*)/g;
  return Array.from(output.matchAll(named)).flatMap(([, file = '', line, rest = '']) =>
    file === path || file.endsWith(`/${path}`)
      ? [{ line: Number(line), message: messageBefore(output, file) || rest }]
      : [],
  );
}

/** What the sentence about a file begins with. */
function messageBefore(output: string, file: string): string {
  const line = output.split('\n').find((each) => each.includes(file)) ?? '';
  return line
    .slice(0, line.indexOf(`'${file}'`))
    .replace(/^.*(?:ERROR|configuration:)\s+/, '')
    .trim();
}

function substitutions(output: string, lines: readonly string[]): PlacedProblem[] {
  const wrong = /[^\n]*option '([^']+)' in section '([^']+)'[^\n]*/g;
  return Array.from(output.matchAll(wrong)).flatMap(([message, key = '', section = '']) =>
    placed(lineOf(lines, section, key), withoutPrefix(message)),
  );
}

function expressions(output: string, lines: readonly string[]): PlacedProblem[] {
  const wrong = /(Unable to compile regular expression|No failure-id group in) '(.*)'(?::\n([^\n]*))?/g;
  return Array.from(output.matchAll(wrong)).flatMap(([, words = '', expression = '', reason]) =>
    placed(lineOfExpression(lines, expression), reason ? `${words}: ${reason}` : words),
  );
}

function missing(output: string, lines: readonly string[]): PlacedProblem[] {
  const noLog = Array.from(output.matchAll(/Have not found any log file for (\S+) jail/g));
  const noFile = Array.from(output.matchAll(/Unable to read the (filter|action) '?([^'\n]+?)'?(?:\n|$)/g));
  return [
    ...noLog.flatMap(([message, jail = '']) =>
      placed(lineOf(lines, jail, 'logpath') || lineOf(lines, jail, ''), message),
    ),
    ...noFile.flatMap(([message, kind = '', name = '']) =>
      placed(lines.findIndex((line) => line.includes(name) && line.includes(kind)) + 1, message.trim()),
    ),
  ];
}

/** The line of a key in a section or, without a key, of the section itself; 0 where there is none. */
function lineOf(lines: readonly string[], section: string, key: string): number {
  let current = '';
  return (
    lines.findIndex((line) => {
      current = /^\[([^\]]*)\]/.exec(line)?.[1] ?? current;
      if (current !== section) return false;
      return key === '' || /^([^=:]*[^=:\s])\s*[=:]/.exec(line)?.[1] === key;
    }) + 1
  );
}

/** The line that an expression was written as: the one of which most is found in it. */
function lineOfExpression(lines: readonly string[], expression: string): number {
  const found = lines.map((line) => writtenLength(line, expression));
  const longest = Math.max(...found);
  return longest > 0 ? found.indexOf(longest) + 1 : 0;
}

/** How many characters of a line are in the expression; 0 unless all are but tags and names, which are replaced. */
function writtenLength(line: string, expression: string): number {
  const value = line.replace(/^\w*regex\s*[=:]/, '').trim();
  const parts = value.split(/<[^>]*>|%\([^)]*\)s/).map((part) => part.replaceAll('%%', '%').trim());
  let from = 0;
  for (const part of parts) {
    const at = expression.indexOf(part, from);
    if (at === -1) return 0;
    from = at + part.length;
  }
  return parts.join('').length;
}

function placed(line: number, message: string): PlacedProblem[] {
  return line > 0 ? [{ line, message }] : [];
}

function withoutPrefix(message: string): string {
  return message.replace(/^.*(?:Failed during configuration:|ERROR)\s+/, '');
}
