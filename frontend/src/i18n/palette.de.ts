/** Die Suche, die sich über jeder Seite öffnet. */
export const palette = {
  title: 'Suche',
  label: 'Adressen, Jails und Seiten suchen',
  placeholder: 'Adresse, Jail oder Seite',
  open: '{{address}} öffnen',
  groups: { addresses: 'Adressen', jails: 'Jails', pages: 'Seiten' },
  pages: { catalogue: 'Neues Jail aus dem Katalog', regexLab: 'Regex-Labor', simulator: 'Sperr-Simulator' },
  bans_one: '{{count, number}} Sperre',
  bans_other: '{{count, number}} Sperren',
  bannedNow: 'Jetzt gesperrt',
  none: 'Nichts gefunden. Geben Sie eine Adresse wie 203.0.113.7 ein, ein Netz oder den Namen eines Jails.',
  count_one: '{{count, number}} Ergebnis',
  count_other: '{{count, number}} Ergebnisse',
} as const;
