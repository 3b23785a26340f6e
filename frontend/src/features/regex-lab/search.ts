const views = ['all', 'matched', 'ignored', 'missed'] as const;
export type LinesView = (typeof views)[number];

/** What the address bar says about the regex lab. */
export interface RegexLabSearch {
  /** Its filter on its log is what to begin with. */
  jail?: string;
  /** As a jail writes it: `sshd[mode=aggressive]`. */
  filter?: string;
  /** The path of a log file. */
  log?: string;
  /** How many lines at its end; all without. */
  newest?: number;
  /** The test that is shown. */
  run?: string;
  view?: LinesView;
  /** Only the lines of this expression: `failregex.3`. */
  of?: string;
}

const mostNewest = 1_000_000;

/** Takes what it knows from an address bar that anybody may have written into, and drops the rest. */
export function readRegexLabSearch(search: Record<string, unknown>): RegexLabSearch {
  const text = (name: string, most: number) =>
    typeof search[name] === 'string' ? search[name].slice(0, most) : '';
  const jail = text('jail', 200);
  const filter = text('filter', 1000);
  const log = text('log', 4096);
  const newest = Number(search.newest);
  const run = /^[\da-f-]{36}$/.exec(text('run', 36))?.[0];
  const view = views.find((each) => each === search.view);
  const of = /^(prefregex|failregex|ignoreregex)\.\d{1,4}$/.exec(text('of', 20))?.[0];
  return {
    ...(jail && { jail }),
    ...(filter && { filter }),
    ...(log && { log }),
    ...(Number.isInteger(newest) && newest >= 1 && newest <= mostNewest && { newest }),
    ...(run && { run }),
    ...(view && { view }),
    ...(of && { of }),
  };
}
