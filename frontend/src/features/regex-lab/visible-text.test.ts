import { expect, it } from 'vitest';
import { visibleText } from './visible-text';

it.each([
  ['an ordinary line, mit Umläuten', 'an ordinary line, mit Umläuten'],
  ['\u001b[31mred', '␛[31mred'],
  ['a\u0000b\tc\u007f', 'a␀b␉c␡'],
  ['\u202etxt.exe', '\\u202etxt.exe'],
  ['\u0085', '\\u0085'],
])('%j is shown as %j', (text, shown) => {
  expect(visibleText(text)).toBe(shown);
});
