/** Secrets of the configuration: each is given itself, or in a file such as a container's secret. */
import { readFileSync } from 'node:fs';

export interface ConfiguredSecret {
  /** The variable that gives it, for a sentence about it: `NAME` or `NAME_FILE`. */
  readonly variable: string;
  readonly secret: string;
}

/**
 * Reads `NAME`, or the file that `NAME_FILE` names without its last line break. An empty file is an empty secret,
 * not none.
 * @returns null where neither is set, undefined where it cannot be had: that is noted as a mistake
 */
export function readSecret(
  name: string,
  environment: Readonly<Record<string, string | undefined>>,
  mistakes: string[],
): ConfiguredSecret | null | undefined {
  const secret = environment[name] ?? '';
  const file = environment[`${name}_FILE`] ?? '';
  if (file === '') return secret === '' ? null : { variable: name, secret };
  if (secret !== '') {
    mistakes.push(`${name} and ${name}_FILE are both set; keep only one of them.`);
    return undefined;
  }
  try {
    return { variable: `${name}_FILE`, secret: readFileSync(file, 'utf8').replace(/\r?\n$/, '') };
  } catch (error) {
    mistakes.push(`${name}_FILE cannot be read: ${(error as Error).message}.`);
    return undefined;
  }
}
