const names = new Map<string, Intl.DisplayNames>();

/** A country's name in the given language; the code itself where the browser knows none. */
export function countryName(code: string, language: string): string {
  let displayNames = names.get(language);
  if (!displayNames) {
    displayNames = new Intl.DisplayNames(language, { type: 'region' });
    names.set(language, displayNames);
  }
  try {
    return displayNames.of(code) ?? code;
  } catch {
    return code;
  }
}

/** Every code that the browser has a country's name for, in the order of those names. */
export function countries(language: string): { code: string; name: string }[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !notCountries.has(code))
    .map((code) => ({ code, name: countryName(code, language) }))
    .filter(({ code, name }) => name !== code)
    .sort((a, b) => a.name.localeCompare(b.name, language));
}

// Groups of countries, countries that are no more, and codes kept free for tests, all of which have names too.
const notCountries = new Set(
  'AN BU CS DD DY EU EZ FQ FX HV JT MI NH NQ NT PC PU PZ QO QU RH SU TP UK UN VD WK XA XB YD YU ZR ZZ'.split(
    ' ',
  ),
);
