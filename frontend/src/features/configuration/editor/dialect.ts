import { HighlightStyle, StreamLanguage, type StringStream, syntaxHighlighting } from '@codemirror/language';
import { tags } from '@lezer/highlight';

interface State {
  /** Whether the line is in the value of a key, where it begins or in one of the indented lines that go on. */
  isValue: boolean;
}

/** fail2ban's kind of INI files. Source: jail.conf(5), “CONFIGURATION FILES FORMAT”. */
export const dialect = StreamLanguage.define<State>({
  name: 'fail2ban',
  startState: () => ({ isValue: false }),
  token(stream, state) {
    if (stream.sol()) {
      const token = lineStart(stream, state);
      if (token !== undefined) return token;
    }
    return valueToken(stream);
  },
  languageData: { commentTokens: { line: '#' } },
});

/** What a line begins with; undefined where that is a value, or the space before one. */
function lineStart(stream: StringStream, state: State): string | null | undefined {
  if (stream.match(/^\s*[#;].*/)) return 'comment';
  if (stream.match(/^\s+/)) return state.isValue ? null : undefined;
  if (stream.match(/^\[[^\]]*\].*/)) {
    state.isValue = false;
    return 'heading';
  }
  if (stream.match(/^[^=:\s[][^=:]*?(?=\s*[=:])/)) {
    state.isValue = true;
    return 'propertyName';
  }
  return undefined;
}

function valueToken(stream: StringStream): string | null {
  if (stream.match(/^\s;\s.*/)) return 'comment';
  if (stream.match(/^%\([^)]*\)s/)) return 'variableName';
  if (stream.match(/^<\/?[A-Za-z][\w/?.-]*>/)) return 'tagName';
  stream.next();
  return null;
}

export const colours = syntaxHighlighting(
  HighlightStyle.define([
    { tag: tags.comment, color: 'var(--mantine-color-dimmed)', fontStyle: 'italic' },
    { tag: tags.heading, fontWeight: '700' },
    { tag: tags.propertyName, color: 'var(--mantine-color-anchor)' },
    { tag: tags.variableName, color: 'var(--series-3)' },
    { tag: tags.tagName, color: 'var(--series-4)', fontWeight: '600' },
  ]),
);
