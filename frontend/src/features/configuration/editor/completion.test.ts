import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { completionFor } from './completion';

function offered(kind: Parameters<typeof completionFor>[0], text: string, isAsked = false) {
  const context = new CompletionContext(EditorState.create({ doc: text }), text.length, isAsked);
  const result = completionFor(kind)(context);
  return { from: result?.from, labels: result?.options.map(({ label }) => label) ?? [] };
}

describe('completion', () => {
  it('offers the tags of filters after <', () => {
    const { from, labels } = offered('filter', '[Definition]\nfailregex = ^from <H');
    expect(labels).toEqual(
      expect.arrayContaining(['<HOST>', '<ADDR>', '<F-USER></F-USER>', '<F-MLFID></F-MLFID>']),
    );
    expect(from).toBe('[Definition]\nfailregex = ^from '.length);
  });

  it('offers the tags of actions in actions', () => {
    const { labels } = offered('action', 'actionban = ban <');
    expect(labels).toEqual(expect.arrayContaining(['<ip>', '<bantime>', '<name>']));
    expect(labels).not.toContain('<HOST>');
  });

  it('offers names that the file defines after %(', () => {
    const { labels } = offered('filter', '_daemon = sshd\nfailregex = ^%(');
    expect(labels).toEqual(
      expect.arrayContaining(['%(_daemon)s', '%(known/failregex)s', '%(__prefix_line)s']),
    );
  });

  it('offers keys and sections where a line begins', () => {
    expect(offered('jail', '[sshd]\nban').labels).toContain('bantime = ');
    expect(offered('server', '[').labels).toContain('[Definition]');
  });

  it('waits to be asked on an empty line, and keeps out of values', () => {
    expect(offered('jail', '[sshd]\n').labels).toEqual([]);
    expect(offered('jail', '[sshd]\n', true).labels).toContain('maxretry = ');
    expect(offered('jail', 'port = ss', true).labels).toEqual([]);
  });
});
