import type licences from 'virtual:licences';

export type PackageLicence = (typeof licences.packages)[number];

/** The packages whose name or licence holds the text, in either case. */
export function findPackages(packages: PackageLicence[], text: string): PackageLicence[] {
  const wanted = text.toLowerCase();
  return packages.filter(({ name, licence }) => `${name} ${licence ?? ''}`.toLowerCase().includes(wanted));
}
