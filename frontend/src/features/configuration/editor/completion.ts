import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { ConfigurationFile } from '../../../api/types';
import { vocabularies } from './vocabulary';

/** Offers what can stand where the cursor is: a tag after `<`, a name after `%(`, a section after `[`, else a key. */
export function completionFor(kind: ConfigurationFile['kind']) {
  const { sections, keys, tags } = vocabularies[kind];
  return (context: CompletionContext): CompletionResult | null => {
    const { text, from } = context.state.doc.lineAt(context.pos);
    const before = text.slice(0, context.pos - from);
    const offer = (typed: string, labels: readonly string[], type: string): CompletionResult => ({
      from: context.pos - typed.length,
      options: labels.map((label) => ({ label, type })),
      validFor: /^[^\s>)\]=]*$/,
    });

    const tag = /<\/?[\w-]*$/.exec(before);
    if (tag) return offer(tag[0], tags, 'keyword');
    const name = /%\([\w/.-]*$/.exec(before);
    if (name) return offer(name[0], namesIn(context.state.doc.toString()), 'variable');
    const section = /^\[\w*$/.exec(before);
    if (section)
      return offer(
        section[0],
        sections.map((each) => `[${each}]`),
        'class',
      );
    const key = /^[\w.]*$/.exec(before);
    if (!key || (key[0] === '' && !context.explicit)) return null;
    return offer(
      key[0],
      keys.map((each) => `${each} = `),
      'property',
    );
  };
}

/** What this file defines, as it is written where it is used. */
function namesIn(text: string): string[] {
  const names = new Set(Array.from(text.matchAll(/^([\w.]+)\s*[=:]/gm), ([, name]) => name ?? ''));
  return ['__prefix_line', ...names].flatMap((name) => [`%(${name})s`, `%(known/${name})s`]);
}
