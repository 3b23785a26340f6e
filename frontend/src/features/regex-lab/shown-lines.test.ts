import { expect, it } from 'vitest';
import type { RegexTestLine } from '../../api/types';
import { shownLines } from './shown-lines';

const line = (number: number, state: RegexTestLine['state'], further: Partial<RegexTestLine> = {}) => ({
  number,
  state,
  text: '',
  isCut: false,
  hits: [],
  ignoredBy: null,
  ...further,
});
const hit = (expression: number) => ({ expression, host: null, time: null, isFailure: true, groups: {} });
const lines = [
  line(1, 'matched', { hits: [hit(1), hit(3)] }),
  line(2, 'ignored', { ignoredBy: 1 }),
  line(3, 'missed'),
  line(4, 'skipped'),
];

it.each([
  ['all', undefined, [1, 2, 3]],
  ['missed', undefined, [3]],
  ['all', 'failregex.3', [1]],
  ['all', 'ignoreregex.1', [2]],
  ['missed', 'failregex.1', [1]],
  ['all', 'failregex.2', []],
] as const)('of the kind %s and the expression %s', (view, of, numbers) => {
  expect(shownLines(lines, view, of).map(({ number }) => number)).toEqual(numbers);
});
