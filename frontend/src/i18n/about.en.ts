/** What BanGUI is, and what it is made of. */
export const about = {
  title: 'About BanGUI',
  summary: 'The web interface to fail2ban, and what it is made of.',
  version: {
    title: 'Version and licence',
    unknown: 'Not known, fail2ban does not answer',
    licence: 'Licence of BanGUI',
  },
  data: {
    title: 'Data and typefaces',
    map: 'World map',
    mapOf: '<origin>Natural Earth</origin>, in the public domain, as <form>world-atlas</form>',
    countries: 'Countries of addresses',
    countriesOf:
      'Number Resource Organization, <origin>nro.net</origin> (<licence>CC BY 4.0</licence>), as <form>ip-location-db</form>',
    fonts: 'Typefaces',
    fontsOf:
      '<inter>Inter</inter> and <mono>JetBrains Mono</mono> (<licence>SIL Open Font License</licence>)',
  },
  packages: {
    title: 'Packages',
    search: 'Search packages',
    placeholder: 'Name or licence',
    found_one: '{{found, number}} of {{count, number}} package',
    found_other: '{{found, number}} of {{count, number}} packages',
    none: 'No package of the name or licence “{{q}}”',
    by: 'By {{author}}',
    more: 'More about {{name}}',
    licenceOf: 'Licence of {{name}}',
    noLicence: 'No licence named',
    noText: 'The package names its licence, but does not bring the text.',
  },
} as const;
