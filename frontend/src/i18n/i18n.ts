import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type Language, preferredLanguage, rememberLanguage } from './language';
import { type TextPart, texts } from './texts';

const wanted = new Set<TextPart>(['translation']);

/** Loads the reader's language; resolves when the first string can be shown. */
export async function startI18n(): Promise<void> {
  const language = preferredLanguage();
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: await texts.translation[language]() } },
    fallbackLng: false,
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = language;
}

export async function switchLanguage(language: Language): Promise<void> {
  await Promise.all([...wanted].map((part) => addTexts(language, part)));
  await i18next.changeLanguage(language);
  rememberLanguage(language);
  document.documentElement.lang = language;
}

/** Fetches a page, or a part of one, together with the texts that only it needs. */
export function withTexts<T>(load: () => Promise<T>, ...parts: TextPart[]): () => Promise<T> {
  return async () => {
    for (const part of parts) wanted.add(part);
    const added = parts.map((part) => addTexts(i18next.language as Language, part));
    const [module] = await Promise.all([load(), ...added]);
    return module;
  };
}

async function addTexts(language: Language, part: TextPart): Promise<void> {
  if (i18next.hasResourceBundle(language, part)) return;
  i18next.addResourceBundle(language, part, await texts[part][language]());
}
