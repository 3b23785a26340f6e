/** Under which licences BanGUI and the packages that it is shipped with may be used, for its page "About". */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Manifest, readManifest, shippedPackages } from './shipped-packages.ts';

export interface PackageLicence {
  name: string;
  version: string;
  /** An SPDX identifier or expression; null where the package names none. */
  licence: string | null;
  author: string | null;
  /** Where to read more about it. */
  link: string;
  /** What the licence says, word for word; null where the package does not bring it. */
  text: string | null;
}

const licenceFile = /(^|_)licen[cs]e|^(copying|notice|unlicense)/i;

/** BanGUI itself, and every package that it is shipped with, by name. */
export function licences(repository: string): { bangui: PackageLicence; packages: PackageLicence[] } {
  const each = shippedPackages(repository).packages.map(({ folder }) => licenceOf(join(repository, folder)));
  // A version can stand in several folders.
  const once = new Map(each.map((licence) => [`${licence.name}@${licence.version}`, licence]));
  return {
    bangui: licenceOf(repository),
    packages: [...once].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, licence]) => licence),
  };
}

function licenceOf(folder: string): PackageLicence {
  const manifest = readManifest(folder);
  return {
    name: manifest.name,
    version: manifest.version,
    licence: manifest.license ?? null,
    author: authorOf(manifest),
    link: linkOf(manifest),
    text: licenceTextIn(folder),
  };
}

function authorOf({ author }: Manifest): string | null {
  const written = typeof author === 'string' ? author : author?.name;
  // "Name <mail> (site)", see `npm help package.json`.
  return written?.replace(/\s*[<(].*$/, '') || null;
}

function linkOf({ name, version, homepage }: Manifest): string {
  return homepage?.startsWith('https://') ? homepage : `https://www.npmjs.com/package/${name}/v/${version}`;
}

function licenceTextIn(folder: string): string | null {
  const texts = [folder, join(folder, 'licenses')].filter(existsSync).flatMap((place) =>
    readdirSync(place, { withFileTypes: true })
      .filter((entry) => entry.isFile() && licenceFile.test(entry.name))
      .map((entry) => entry.name)
      .sort()
      .map((name) => readFileSync(join(place, name), 'utf8').replaceAll('\r\n', '\n').trim()),
  );
  return texts.length === 0 ? null : texts.join('\n\n');
}
