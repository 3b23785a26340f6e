import { describe, expect, it } from 'vitest';
import { texts } from './texts';

type Texts = { [key: string]: string | Texts };

function flatten(texts: Texts, path = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[path + key, value] as const] : [...flatten(value, `${path}${key}.`)],
    ),
  );
}

const variablesOf = (text: string) => [...new Set(text.match(/\{\{\s*\w+|<\/?\w+>/g))].sort();

describe.each(Object.entries(texts))('translations of %s', async (_part, { en, de }) => {
  const english = flatten(await en());
  const german = flatten(await de());

  it('have the same keys in both languages', () => {
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('fill in the same variables', () => {
    for (const [key, text] of english)
      expect([key, variablesOf(german.get(key) ?? '')]).toEqual([key, variablesOf(text)]);
  });

  it('are never empty', () => {
    for (const [key, text] of [...english, ...german]) expect([key, text.trim()]).not.toEqual([key, '']);
  });
});
