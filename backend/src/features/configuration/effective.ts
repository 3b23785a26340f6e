/** What holds for each jail and for the server, and which line says so. */
import { glob } from 'node:fs/promises';
import {
  isEnabled,
  jailNames,
  readSettings,
  resolvedValue,
  type Settings,
  settingsOf,
} from '../../fail2ban/configuration/settings.ts';
import type { Snapshot } from './files.ts';
import type { CatalogueItem, EffectiveConfiguration } from './schema.ts';

/** Of the files that a pattern finds, these many are named. */
const mostFoundLogs = 20;

export function effectiveOf(
  { texts, problems }: Snapshot,
  running: ReadonlySet<string>,
): EffectiveConfiguration {
  const settings = readSettings('jail', texts);
  const server = readSettings('fail2ban', texts);
  const stock = new Set(stockJails(texts));
  return {
    jails: jailNames(settings).map((name) => ({
      name,
      isEnabled: isEnabled(settings, name),
      isRunning: running.has(name),
      isStock: stock.has(name),
      filter: filterOf(settings, name),
      settings: settingsOf(settings, name),
    })),
    defaults: [...(settings.sections.get('DEFAULT')?.values() ?? [])],
    server: settingsOf(server, 'Definition'),
    problem: problems.length === 0 ? null : problems.join('\n'),
  };
}

/** The jails that fail2ban brings, with the logs that they would watch. */
export async function catalogueOf(
  { texts }: Snapshot,
  running: ReadonlySet<string>,
): Promise<CatalogueItem[]> {
  const settings = readSettings('jail', texts);
  return Promise.all(
    stockJails(texts).map(async (name) => ({
      name,
      isEnabled: isEnabled(settings, name),
      isRunning: running.has(name),
      filter: resolvedValue(settings, name, 'filter')?.trim() || null,
      port: resolvedValue(settings, name, 'port'),
      backend: resolvedValue(settings, name, 'backend'),
      logs: await logsOf(settings, name),
    })),
  );
}

function stockJails(texts: ReadonlyMap<string, string>): string[] {
  return jailNames(readSettings('jail', new Map([...texts].filter(([path]) => path.endsWith('.conf')))));
}

/** Its name without options. */
function filterOf(settings: Settings, jail: string): string | null {
  return resolvedValue(settings, jail, 'filter')?.replace(/\[.*$/s, '').trim() || null;
}

async function logsOf(settings: Settings, jail: string): Promise<CatalogueItem['logs']> {
  const lines = resolvedValue(settings, jail, 'logpath')?.split('\n') ?? [];
  // A word after the path says where in the file fail2ban begins.
  const patterns = lines
    .map((line) => line.trim().replace(/\s+(head|tail)$/, ''))
    .filter((line) => line.startsWith('/'));
  return Promise.all(patterns.map(async (pattern) => ({ pattern, found: await filesLike(pattern) })));
}

async function filesLike(pattern: string): Promise<string[]> {
  const found: string[] = [];
  for await (const path of glob(pattern)) {
    found.push(path);
    if (found.length === mostFoundLogs) break;
  }
  return found.sort();
}
