import { EditorState } from '@codemirror/state';
import i18next from 'i18next';

/** What the editor itself says, in the reader's language. Its own words are the keys. */
export function phrases() {
  const t = i18next.getFixedT(null, 'configuration', 'editor');
  return EditorState.phrases.of({
    Accept: t('accept'),
    Reject: t('reject'),
    Find: t('find'),
    Replace: t('replace'),
    replace: t('replaceOne'),
    'replace all': t('replaceAll'),
    next: t('next'),
    previous: t('previous'),
    all: t('all'),
    'match case': t('matchCase'),
    regexp: t('regexp'),
    'by word': t('byWord'),
    close: t('close'),
    Completions: t('completions'),
  });
}
