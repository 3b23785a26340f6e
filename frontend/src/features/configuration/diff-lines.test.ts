import { describe, expect, it } from 'vitest';
import { diffLines } from './diff-lines';

describe('diffLines', () => {
  it('numbers the lines before and after', () => {
    expect(diffLines('@@ -3,2 +3,3 @@\n [sshd]\n-maxretry = 5\n+maxretry = 3\n+bantime = 1h\n')).toEqual([
      { kind: 'place', text: '@@ -3,2 +3,3 @@', before: null, after: null },
      { kind: 'same', text: '[sshd]', before: 3, after: 3 },
      { kind: 'removed', text: 'maxretry = 5', before: 4, after: null },
      { kind: 'added', text: 'maxretry = 3', before: null, after: 4 },
      { kind: 'added', text: 'bantime = 1h', before: null, after: 5 },
    ]);
  });

  it('keeps signs that belong to the text, and empty lines', () => {
    expect(diffLines('@@ -1 +1,2 @@\n+-x\n+\n').slice(1)).toMatchObject([
      { kind: 'added', text: '-x' },
      { kind: 'added', text: '' },
    ]);
  });

  it('leaves out that a file ends without a line break', () => {
    expect(diffLines('@@ -0,0 +1 @@\n+x\n\\ No newline at end of file\n').slice(1)).toMatchObject([
      { kind: 'added', text: 'x' },
    ]);
  });

  it('is nothing for nothing', () => {
    expect(diffLines('').filter(({ text }) => text !== '')).toEqual([]);
  });
});
