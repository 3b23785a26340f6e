/** The configuration folder as it is now, read again only when a file has changed. */
import {
  ConfigurationFileError,
  digestOf,
  isStock,
  type ListedFile,
  listFiles,
  partnerOf,
  readListed,
  whyNotWritable,
} from '../../fail2ban/configuration/files.ts';
import { Problem } from '../../problem.ts';
import type { ConfigurationFiles, FileContent } from './schema.ts';

export interface Snapshot {
  readonly files: readonly ListedFile[];
  /** Of all files that can be read. */
  readonly texts: ReadonlyMap<string, string>;
  /** Sentences about those that cannot. */
  readonly problems: readonly string[];
}

export function createFiles(configDir: string) {
  let known: { fingerprint: string; snapshot: Snapshot } | undefined;

  async function snapshot(): Promise<Snapshot> {
    const files = await list();
    const fingerprint = files
      .map(({ path, bytes, changedAtMs }) => `${path} ${bytes} ${changedAtMs}`)
      .join('\n');
    if (fingerprint !== known?.fingerprint) known = { fingerprint, snapshot: await readAll(files) };
    return known.snapshot;
  }

  /** @throws {Problem} configuration_file_not_found where there is no such folder */
  async function list(): Promise<ListedFile[]> {
    try {
      return await listFiles(configDir);
    } catch (error) {
      throw new Problem(
        'configuration_file_not_found',
        `BanGUI cannot read ${configDir}: ${(error as Error).message}. Check BANGUI_FAIL2BAN_CONFIG_DIR and its rights.`,
      );
    }
  }

  async function readAll(files: readonly ListedFile[]): Promise<Snapshot> {
    const texts = new Map<string, string>();
    const problems: string[] = [];
    for (const file of files) {
      try {
        texts.set(file.path, (await readListed(configDir, file)).text);
      } catch (error) {
        problems.push(
          error instanceof ConfigurationFileError
            ? error.message
            : `${file.path}: ${(error as Error).message}`,
        );
      }
    }
    return { files, texts, problems };
  }

  return {
    snapshot,

    async list(): Promise<ConfigurationFiles> {
      const [files, problem] = await Promise.all([list(), whyNotWritable(configDir)]);
      return {
        directory: configDir,
        isWritable: problem === null,
        problem,
        items: files.map(({ changedAtMs, ...file }) => ({
          ...file,
          changedAt: Math.floor(changedAtMs / 1000),
        })),
      };
    },

    /** @throws {Problem} configuration_file_not_found, configuration_file_unusable */
    async read(path: string): Promise<FileContent> {
      const { files } = await snapshot();
      const file = files.find((each) => each.path === path);
      if (file === undefined) {
        throw new Problem('configuration_file_not_found', `fail2ban reads no file ${path}.`);
      }
      try {
        const { text, digest } = await readListed(configDir, file);
        const partner = partnerOf(path);
        const exists = files.some((each) => each.path === partner);
        return {
          path,
          kind: file.kind,
          isStock: isStock(path),
          text,
          digest,
          partner: { path: partner, exists },
        };
      } catch (error) {
        throw fileProblem(error);
      }
    },
  };
}

/** Those that BanGUI writes, by path. */
export function ownTexts(texts: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...texts].filter(([path]) => !isStock(path)));
}

export function digestOrNull(texts: ReadonlyMap<string, string>, path: string): string | null {
  const text = texts.get(path);
  return text === undefined ? null : digestOf(text);
}

/** An error of the file's own as a Problem; any other stays what it is. */
export function fileProblem(error: unknown): unknown {
  if (!(error instanceof ConfigurationFileError)) return error;
  const code = error.code === 'not_found' ? 'configuration_file_not_found' : 'configuration_file_unusable';
  return new Problem(code, error.message);
}
