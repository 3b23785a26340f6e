export const about = {
  title: 'Über BanGUI',
  summary: 'Die Weboberfläche für fail2ban, und woraus sie besteht.',
  version: {
    title: 'Version und Lizenz',
    unknown: 'Nicht bekannt, fail2ban antwortet nicht',
    licence: 'Lizenz von BanGUI',
  },
  data: {
    title: 'Daten und Schriften',
    map: 'Weltkarte',
    mapOf: '<origin>Natural Earth</origin>, gemeinfrei, als <form>world-atlas</form>',
    countries: 'Länder von Adressen',
    countriesOf:
      'Number Resource Organization, <origin>nro.net</origin> (<licence>CC BY 4.0</licence>), als <form>ip-location-db</form>',
    fonts: 'Schriften',
    fontsOf:
      '<inter>Inter</inter> und <mono>JetBrains Mono</mono> (<licence>SIL Open Font License</licence>)',
  },
  packages: {
    title: 'Pakete',
    search: 'Pakete suchen',
    placeholder: 'Name oder Lizenz',
    found_one: '{{found, number}} von {{count, number}} Paket',
    found_other: '{{found, number}} von {{count, number}} Paketen',
    none: 'Kein Paket mit dem Namen oder der Lizenz „{{q}}“',
    by: 'Von {{author}}',
    more: 'Mehr über {{name}}',
    licenceOf: 'Lizenz von {{name}}',
    noLicence: 'Nennt keine Lizenz',
    noText: 'Das Paket nennt seine Lizenz, bringt aber ihren Text nicht mit.',
  },
} as const;
