export const configurationTabs = ['jails', 'files', 'server', 'versions'] as const;
export type ConfigurationTab = (typeof configurationTabs)[number];

export const fileGroups = ['jail', 'filter', 'action', 'server', 'other'] as const;
export type FileGroup = (typeof fileGroups)[number];

/** What the address bar says about the page of the configuration. */
export interface ConfigurationSearch {
  tab?: ConfigurationTab;
  /** Which kind of files. */
  kind?: FileGroup;
  /** What the name of a jail or file contains. */
  q?: string;
}

const longestText = 300;

/** Takes what it knows from an address bar that anybody may have written into, and drops the rest. */
export function readConfigurationSearch(search: Record<string, unknown>): ConfigurationSearch {
  const tab = configurationTabs.find((each) => each === search.tab);
  const kind = fileGroups.find((each) => each === search.kind);
  const q = textIn(search, 'q');
  return { ...(tab && { tab }), ...(kind && { kind }), ...(q && { q }) };
}

export interface FileSearch {
  /** Within the configuration folder. */
  path?: string;
  /** Where to look first, from 1. */
  line?: number;
}

export function readFileSearch(search: Record<string, unknown>): FileSearch {
  const path = textIn(search, 'path');
  const line = numberIn(search, 'line');
  return { ...(path && { path }), ...(line && { line }) };
}

/** What was edited for a change, so that one can go back to it: a file, the form of a jail, a jail of the catalogue, or the server's. */
export interface ChangeSearch {
  file?: string;
  jail?: string;
  catalogue?: string;
  server?: 'yes';
}

export function readChangeSearch(search: Record<string, unknown>): ChangeSearch {
  const file = textIn(search, 'file');
  const jail = textIn(search, 'jail');
  const catalogue = textIn(search, 'catalogue');
  return {
    ...(file && { file }),
    ...(jail && { jail }),
    ...(catalogue && { catalogue }),
    ...(search.server === 'yes' && { server: 'yes' }),
  };
}

export interface CatalogueSearch {
  /** What the name of a jail contains. */
  q?: string;
  /** The jail that is about to be switched on. */
  jail?: string;
}

export function readCatalogueSearch(search: Record<string, unknown>): CatalogueSearch {
  const q = textIn(search, 'q');
  const jail = textIn(search, 'jail');
  return { ...(q && { q }), ...(jail && { jail }) };
}

/** What a version changed or, with `from`, what lies between two. */
export interface ComparisonSearch {
  from?: number;
  to?: number;
}

export function readComparisonSearch(search: Record<string, unknown>): ComparisonSearch {
  const from = numberIn(search, 'from');
  const to = numberIn(search, 'to');
  return { ...(from && { from }), ...(to && { to }) };
}

function textIn(search: Record<string, unknown>, name: string): string | undefined {
  const value = search[name];
  return typeof value === 'string' && value.length <= longestText ? value : undefined;
}

function numberIn(search: Record<string, unknown>, name: string): number | undefined {
  const value = Number(search[name]);
  return Number.isSafeInteger(value) && value > 0 ? value : undefined;
}
