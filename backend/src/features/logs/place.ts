/** A place in a log that stays the same while rotation renames and compresses its file. */

export interface Place {
  /** What the file is known by: see `identityOf`. */
  readonly identity: string;
  /** In the unpacked file, in bytes. */
  readonly offset: number;
}

export function formatPlace({ identity, offset }: Place): string {
  return `${identity}.${offset}`;
}

/** @returns null for a text that names no place */
export function parsePlace(text: string): Place | null {
  const groups = /^(?<identity>[\w-]{0,16})\.(?<offset>\d{1,15})$/.exec(text)?.groups;
  return groups === undefined ? null : { identity: groups.identity ?? '', offset: Number(groups.offset) };
}
