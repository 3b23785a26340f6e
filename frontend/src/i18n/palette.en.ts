/** The search that opens above every page. */
export const palette = {
  title: 'Search',
  label: 'Search addresses, jails and pages',
  placeholder: 'Address, jail or page',
  open: 'Open {{address}}',
  groups: { addresses: 'Addresses', jails: 'Jails', pages: 'Pages' },
  pages: { catalogue: 'New jail from the catalogue', regexLab: 'Regex lab', simulator: 'Ban simulator' },
  bans_one: '{{count, number}} ban',
  bans_other: '{{count, number}} bans',
  bannedNow: 'Banned now',
  none: 'Nothing found. Type or paste an address such as 203.0.113.7, a network, or the name of a jail.',
  count_one: '{{count, number}} result',
  count_other: '{{count, number}} results',
} as const;
