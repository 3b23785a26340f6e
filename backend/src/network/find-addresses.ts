/** Addresses and networks within running text. */
import { type Address, parseAddress } from './address.ts';

export interface FoundAddress extends Address {
  /** As it stands in the text. */
  readonly written: string;
}

/** What could be one: no part of a word, of a longer number or of a time with its fraction. */
const candidate =
  /(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*)(?:\/\d{1,3})?(?![\w:]|\.\w)/g;
/** Enough for any line that is not made up of them. */
const most = 50;

/** The different ones in the order of the text, at most 50. `::` alone is no address here. */
export function findAddresses(text: string): FoundAddress[] {
  const found = new Map<string, FoundAddress>();
  for (const [match] of text.matchAll(candidate)) {
    const written = match.replace(/[.:]$/, (end) => (match.endsWith('::') ? end : ''));
    const address = written === '::' ? null : parseAddress(written);
    if (address !== null) found.set(written, { ...address, written });
    if (found.size >= most) break;
  }
  return [...found.values()];
}
