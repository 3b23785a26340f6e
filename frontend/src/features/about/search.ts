/** What the address bar says about the page. */
export interface AboutSearch {
  /** Part of a package's name, or of its licence's. */
  q?: string;
}

/** Takes what it knows from an address bar that anybody may have written into, and drops the rest. */
export function readAboutSearch(search: Record<string, unknown>): AboutSearch {
  return typeof search.q === 'string' && search.q !== '' ? { q: search.q } : {};
}
