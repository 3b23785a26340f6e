/**
 * What BanGUI is shipped with: the packages that the backend loads and those that are bundled into the interface, read
 * from the lock file and from node_modules. What only builds or tests is not among them.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The part of a `package.json` that tells others about the package. */
export interface Manifest {
  name: string;
  version: string;
  license?: string;
  author?: string | { name?: string };
  homepage?: string;
}

export interface ShippedPackage {
  /** From the repository's root on, such as `node_modules/zod`. */
  folder: string;
  manifest: Manifest;
  /** The digest of what the registry gave, as in the lock file, such as `sha512-…`. */
  integrity: string;
  /** The folders of the packages that it needs itself. */
  needs: readonly string[];
}

/** An entry of the lock file, see `npm help package-lock.json`. */
interface LockedPackage {
  integrity?: string;
  optional?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

type LockedPackages = Record<string, LockedPackage>;

const shippedWorkspaces = ['backend', 'frontend'];

/**
 * @param repository the path of BanGUI's sources, with their packages installed
 * @returns every package by its folder, and the folders of those that BanGUI itself asks for
 */
export function shippedPackages(repository: string): { direct: string[]; packages: ShippedPackage[] } {
  const locked = readLockedPackages(repository);
  const needs = new Map<string, string[]>();
  const folders = [...shippedWorkspaces];
  for (const folder of folders) {
    if (needs.has(folder)) continue;
    const needed = needsOf(folder, locked).filter((each) => isInstalled(each, locked, repository));
    needs.set(folder, needed);
    folders.push(...needed);
  }
  const packages = [...needs.keys()]
    .filter((folder) => !shippedWorkspaces.includes(folder))
    .sort()
    .map((folder) => ({
      folder,
      manifest: readManifest(join(repository, folder)),
      integrity: locked[folder]?.integrity ?? '',
      needs: needs.get(folder) ?? [],
    }));
  return { direct: shippedWorkspaces.flatMap((workspace) => needs.get(workspace) ?? []), packages };
}

/** @throws when the package is not installed */
export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

function readLockedPackages(repository: string): LockedPackages {
  return JSON.parse(readFileSync(join(repository, 'package-lock.json'), 'utf8')).packages;
}

function needsOf(folder: string, locked: LockedPackages): string[] {
  const { dependencies, optionalDependencies } = locked[folder] ?? {};
  const names = Object.keys({ ...dependencies, ...optionalDependencies });
  return names.flatMap((name) => folderOf(name, folder, locked) ?? []);
}

/** Where Node finds a package that is asked for from a folder: in the nearest `node_modules` above it. */
function folderOf(name: string, from: string, locked: LockedPackages): string | undefined {
  const folder = join(from, 'node_modules', name);
  if (locked[folder]) return folder;
  return from === '.' ? undefined : folderOf(name, dirname(from), locked);
}

/** npm leaves out optional packages that are made for another machine. */
function isInstalled(folder: string, locked: LockedPackages, repository: string): boolean {
  return !locked[folder]?.optional || existsSync(join(repository, folder));
}
