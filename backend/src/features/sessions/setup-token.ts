/** The one-time token that proves that whoever sets BanGUI up can read its log or its data folder. */
import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';

export type SetupToken = ReturnType<typeof createSetupToken>;

export function createSetupToken(path: string) {
  /** Empty where there is none, which no given token can equal. */
  function read(): string {
    return existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
  }

  /** The file is complete from its first moment on, and stays the only one where two instances start at once. */
  function write(): void {
    const draft = `${path}-${randomBytes(6).toString('hex')}`;
    writeFileSync(draft, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
    // What others left, such as a restored backup, keeps its mode when it is written to.
    if (statSync(path, { throwIfNoEntry: false })?.size === 0) rmSync(path);
    try {
      linkSync(draft, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(draft);
    }
  }

  return {
    path,
    read,
    /** Makes it on first use; from then on it is kept until it is removed. */
    get(): string {
      if (read() === '') write();
      return read();
    },
    remove: () => rmSync(path, { force: true }),
  };
}
