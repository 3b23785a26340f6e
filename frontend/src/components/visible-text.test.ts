import { expect, it } from 'vitest';
import { visibleText } from './visible-text';

it.each([
  ['an ordinary line, mit Umläuten', 'an ordinary line, mit Umläuten'],
  ['\u001b[31mred', '\\x1b[31mred'],
  ['a\u0000b\u007f', 'a\\x00b\\x7f'],
  ['words\n\tand more', 'words\n\tand more'],
  ['\u202etxt.exe', '\\u202etxt.exe'],
  ['\u0085', '\\x85'],
])('%j is shown as %j', (text, shown) => {
  expect(visibleText(text)).toBe(shown);
});
