/** The three containers as `make up` starts them, in a project, with images and volumes of their own. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { docker, type Inspection, inspect, memoryBytes, run } from './engine.ts';

export type Service = 'fail2ban' | 'backend' | 'frontend';

export const project = 'bangui-test';
const address = '127.0.0.1:18080';
export const url = `http://${address}`;

export interface Containers {
  /** Where the jail sshd reads. */
  readonly authLog: string;
  /** Served to the backend as `http://lists:8080/NAME`. */
  writeList(name: string, lines: Buffer): void;
  /** @returns what `make up` has printed */
  up(settings?: Record<string, string>): Promise<string>;
  down(): Promise<void>;
  container(service: Service): Promise<string>;
  inspect(service: Service): Promise<Inspection>;
  memoryBytes(service: Service): Promise<number>;
  /** Runs a command line in a container as its user. */
  sh(service: Service, command: string): Promise<string>;
  /** What the container has printed since its first start, errors too. */
  log(service: Service): Promise<string>;
  dispose(): Promise<void>;
}

const build = {
  BANGUI_IMAGES: project,
  // Only the host may reach the package registries.
  BANGUI_BUILD_NETWORK: 'host',
};

export async function buildImages(): Promise<void> {
  await run('make', ['images'], build);
}

export function prepareContainers(): Containers {
  const folder = mkdtempSync(join(tmpdir(), 'bangui-containers-'));
  const logs = join(folder, 'log');
  const lists = join(folder, 'lists');
  for (const each of [logs, lists]) mkdirSync(each);
  const authLog = join(logs, 'auth.log');
  writeFileSync(authLog, '');
  const environment: Record<string, string> = {
    COMPOSE_PROJECT_NAME: project,
    COMPOSE_FILE: 'Docker/docker-compose.yml:Docker/test/docker-compose.test.yml',
    TEST_LOGS: logs,
    TEST_LISTS: lists,
    BANGUI_PUBLISH: address,
    BANGUI_BLOCKLIST_ALLOW_PRIVATE_SOURCES: 'true',
    ...build,
  };

  async function container(service: Service): Promise<string> {
    const labels = [`project=${project}`, `service=${service}`];
    const filters = labels.flatMap((label) => ['--filter', `label=com.docker.compose.${label}`]);
    return (await docker('ps', '--all', '--quiet', ...filters)).trim();
  }

  return {
    authLog,
    writeList: (name, lines) => writeFileSync(join(lists, name), lines),
    up: (settings = {}) => run('make', ['up'], { ...environment, ...settings }),
    down: async () => void (await run('make', ['down'], environment)),
    container,
    inspect: async (service) => inspect(await container(service)),
    memoryBytes: async (service) => memoryBytes(await container(service)),
    sh: async (service, command) => docker('exec', await container(service), 'sh', '-c', command),
    log: async (service) => run('sh', ['-c', `docker logs ${await container(service)} 2>&1`]),
    async dispose() {
      await run('make', ['down'], environment);
      const volumes = (await docker('volume', 'ls', '--quiet', '--filter', `name=^${project}_`)).trim();
      if (volumes !== '') await docker('volume', 'rm', ...volumes.split('\n'));
      rmSync(folder, { recursive: true });
    },
  };
}
