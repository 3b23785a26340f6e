import { describe, expect, it } from 'vitest';
import { changesOf, emptyDraft, hasContent, isListUrl, nameOf, requestOf } from './source-draft';

const draft = emptyDraft();

describe('a draft of a source', () => {
  it('asks for a URL once a day, in the time zone of the browser', () => {
    expect(requestOf({ ...draft, url: ' https://lists.example/a.txt ' }, 'url')).toMatchObject({
      name: 'lists.example',
      url: 'https://lists.example/a.txt',
      schedule: '17 4 * * *',
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      maxBytes: 67_108_864,
    });
  });

  it('gives a pasted list no schedule and no URL', () => {
    const request = requestOf({ ...draft, name: 'Mine', text: '192.0.2.1' }, 'text');
    expect(request).toMatchObject({ name: 'Mine', text: '192.0.2.1', schedule: null });
    expect(request).not.toHaveProperty('url');
  });

  it('prefers a file to the field, and takes its name', () => {
    const withFile = { ...draft, text: 'old', file: { name: 'bad.txt', bytes: 3, lines: 1, text: 'new' } };
    expect(requestOf(withFile, 'text')).toMatchObject({ name: 'bad.txt', text: 'new' });
  });

  it('keeps the text of a pasted list when none is given', () => {
    expect(changesOf({ ...draft, name: 'Mine' }, 'text')).not.toHaveProperty('text');
    expect(changesOf({ ...draft, name: 'Mine', text: '192.0.2.1' }, 'text')).toHaveProperty('text');
  });

  it('has content once there is a URL or a text', () => {
    expect(hasContent(draft, 'url')).toBe(false);
    expect(hasContent({ ...draft, url: 'https://lists.example' }, 'url')).toBe(true);
    expect(hasContent({ ...draft, text: ' \n' }, 'text')).toBe(false);
  });

  it('has no name of its own before there is something to name it after', () => {
    expect(nameOf(draft)).toBe('');
  });
});

describe('isListUrl', () => {
  it.each(['http://192.0.2.1/x', 'https://lists.example'])('takes %s', (url) => {
    expect(isListUrl(url)).toBe(true);
  });
  it.each(['', 'lists.example', 'ftp://lists.example', 'file:///etc/passwd', 'https://'])(
    'refuses %j',
    (url) => {
      expect(isListUrl(url)).toBe(false);
    },
  );
});
