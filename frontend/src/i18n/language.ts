export const languages = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof languages;

const storageKey = 'bangui.language';

function isLanguage(value: string | null | undefined): value is Language {
  return value != null && value in languages;
}

/** The language chosen before, else the first of the browser's that BanGUI speaks, else English. */
export function preferredLanguage(): Language {
  const remembered = readRemembered();
  if (isLanguage(remembered)) return remembered;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en';
}

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // Without storage the choice lasts for this page.
  }
}

function readRemembered(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

/** The browser's own flavour of a language, such as `en-GB` for `en`, so that dates look as the reader knows them. */
export function localeOf(language: string): string {
  return navigator.languages.find((tag) => tag.slice(0, 2) === language) ?? language;
}
