import { ensureSyntaxTree } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { dialect } from './dialect';

/** The pieces of a text that have a colour, with their kinds. */
function tokens(text: string): [string, string][] {
  const state = EditorState.create({ doc: text, extensions: [dialect] });
  const found: [string, string][] = [];
  ensureSyntaxTree(state, text.length, 5_000)?.iterate({
    enter({ node, from, to }) {
      if (node.parent !== null) found.push([node.name, text.slice(from, to)]);
    },
  });
  return found;
}

describe('the dialect', () => {
  it('knows sections, keys and comments', () => {
    expect(tokens('# all\n[sshd]\nport = ssh ; both\n  # indented\n')).toEqual([
      ['comment', '# all'],
      ['heading', '[sshd]'],
      ['propertyName', 'port'],
      ['comment', ' ; both'],
      ['comment', '  # indented'],
    ]);
  });

  it('knows names and tags in values, on the lines that go on too', () => {
    expect(
      tokens('failregex = ^%(__prefix_line)s <HOST>\n            ^<F-USER>x</F-USER> = <ADDR>\n'),
    ).toEqual([
      ['propertyName', 'failregex'],
      ['variableName', '%(__prefix_line)s'],
      ['tagName', '<HOST>'],
      ['tagName', '<F-USER>'],
      ['tagName', '</F-USER>'],
      ['tagName', '<ADDR>'],
    ]);
  });

  it('takes an = in a value for no key', () => {
    expect(tokens('action = x[name=y]\n  z = 1\n').filter(([kind]) => kind === 'propertyName')).toEqual([
      ['propertyName', 'action'],
    ]);
  });
});
