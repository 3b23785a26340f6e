/** Edits as the files that they would change. */
import { withSectionEdit } from '../../fail2ban/configuration/edits.ts';
import { checkWritablePath } from '../../fail2ban/configuration/files.ts';
import { IniError } from '../../fail2ban/configuration/ini-file.ts';
import { Problem } from '../../problem.ts';
import { differencesOf, type Texts } from './differences.ts';
import { digestOrNull, fileProblem } from './files.ts';
import type { Edit } from './schema.ts';

export interface Proposal {
  /** Of the files that change, and of no others. */
  readonly before: Texts;
  readonly after: Texts;
}

/**
 * @param texts of all files
 * @throws {Problem} configuration_changed_outside, configuration_file_unusable, validation_failed
 */
export async function proposalOf(
  configDir: string,
  texts: ReadonlyMap<string, string>,
  edits: readonly Edit[],
): Promise<Proposal> {
  let edited: ReadonlyMap<string, string> = texts;
  for (const edit of edits) edited = withEdit(texts, edited, edit);
  const paths = [...new Set([...texts.keys(), ...edited.keys()])].filter(
    (path) => texts.get(path) !== edited.get(path),
  );
  if (paths.length === 0)
    throw new Problem('validation_failed', 'Nothing would change: the files say this already.');
  for (const path of paths) await checkWritable(configDir, path);
  const textsAt = (from: ReadonlyMap<string, string>) =>
    Object.fromEntries(paths.map((path) => [path, from.get(path) ?? null]));
  return { before: textsAt(texts), after: textsAt(edited) };
}

function withEdit(
  original: ReadonlyMap<string, string>,
  edited: ReadonlyMap<string, string>,
  edit: Edit,
): ReadonlyMap<string, string> {
  if (edit.kind === 'set') return withSettings(edited, edit);
  checkBase(original, edit.path, edit.baseDigest);
  const changed = new Map(edited);
  if (edit.kind === 'remove') changed.delete(edit.path);
  else changed.set(edit.path, edit.text);
  return changed;
}

function withSettings(texts: ReadonlyMap<string, string>, edit: Extract<Edit, { kind: 'set' }>) {
  try {
    return withSectionEdit(texts, edit);
  } catch (error) {
    if (error instanceof IniError) throw new Problem('configuration_file_unusable', error.message);
    throw error;
  }
}

/** Whoever edited an older text would undo what somebody else has done since. */
function checkBase(texts: ReadonlyMap<string, string>, path: string, baseDigest: string | null): void {
  if (digestOrNull(texts, path) === baseDigest) return;
  throw changedOutside({ [path]: null }, { [path]: texts.get(path) ?? null });
}

/** @returns {Problem} configuration_changed_outside, with the differences between what was read and what is */
export function changedOutside(read: Texts, now: Texts): Problem {
  const paths = Object.keys(now).join(', ');
  return new Problem(
    'configuration_changed_outside',
    `Changed by somebody else since you read it: ${paths}. Look at the new text, then try again; nothing was written.`,
    { files: differencesOf(read, now) },
  );
}

async function checkWritable(configDir: string, path: string): Promise<void> {
  await checkWritablePath(configDir, path).catch((error: unknown) => {
    throw fileProblem(error);
  });
}
