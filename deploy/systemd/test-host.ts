/** A Debian host in a container, with systemd as its first process, a running fail2ban, and BanGUI's sources. */
import { type ExecFileException, execFile } from 'node:child_process';
import { join } from 'node:path';
import { eventually } from '@bangui/sandbox/child';

export interface Outcome {
  readonly status: number;
  /** What it has printed, errors included. */
  readonly output: string;
}

export interface TestHost {
  /** Runs a command line as root. */
  sh(command: string): Promise<Outcome>;
  /** The same; rejects unless it succeeds. Returns what it has printed. */
  succeed(command: string): Promise<string>;
  /** Runs one of the Makefile's targets in the sources. */
  make(target: string): Promise<Outcome>;
  dispose(): Promise<void>;
}

const repository = join(import.meta.dirname, '../..');
const image = 'bangui-test/systemd-host';
const bootDeadlineMs = 60_000;
/** Not --privileged, which an engine cannot give that lacks some rights itself. */
const rights = ['SYS_ADMIN', 'NET_ADMIN', 'SYS_PTRACE'].map((name) => `--cap-add=${name}`);
const options = [
  ...rights,
  '--security-opt=seccomp=unconfined',
  '--security-opt=apparmor=unconfined',
  '--cgroupns=private',
  '--network=none',
  '--tmpfs=/run',
  '--tmpfs=/run/lock',
  `--volume=${repository}:/usr/src/bangui:ro`,
];

// What is built in the sources stays in the container.
const mountSources = `
  mkdir -p /run/sources/upper /run/sources/work /srv/bangui
  mount -t overlay overlay -o lowerdir=/usr/src/bangui,upperdir=/run/sources/upper,workdir=/run/sources/work /srv/bangui`;

export async function startTestHost(): Promise<TestHost> {
  const dockerfile = join(import.meta.dirname, 'test-host.Dockerfile');
  await docker(
    'build',
    '--quiet',
    '--network=host',
    '--tag',
    image,
    '--file',
    dockerfile,
    import.meta.dirname,
  );
  const container = (await docker('run', '--detach', ...options, image)).trim();
  const sh = (command: string) => run('docker', ['exec', container, 'sh', '-c', `{ ${command}\n} 2>&1`]);
  const host: TestHost = {
    sh,
    async succeed(command) {
      const { status, output } = await sh(command);
      if (status !== 0) throw new Error(`"${command}" ended with ${status}:\n${output}`);
      return output;
    },
    make: (target) => sh(`make -C /srv/bangui ${target}`),
    dispose: async () => void (await docker('rm', '--force', '--volumes', container)),
  };
  try {
    await eventually('The host has started', () => isUp(host), bootDeadlineMs);
    await host.succeed(mountSources);
    return host;
  } catch (error) {
    await host.dispose();
    throw error;
  }
}

async function isUp(host: TestHost): Promise<boolean> {
  const { output } = await host.sh('systemctl is-system-running && fail2ban-client ping');
  return output.includes('pong');
}

async function docker(...args: string[]): Promise<string> {
  const { status, output } = await run('docker', args);
  if (status !== 0) throw new Error(`docker ${args[0]} ended with ${status}:\n${output}`);
  return output;
}

function run(program: string, args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(program, args, { maxBuffer: 16 * 1024 * 1024 }, (error, stdout, stderr) => {
      resolve({ status: statusOf(error), output: error === null ? stdout : stdout + stderr });
    });
  });
}

function statusOf(error: ExecFileException | null): number {
  if (error === null) return 0;
  return typeof error.code === 'number' ? error.code : 1;
}
