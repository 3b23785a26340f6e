/** A stack of a swarm that consists of this machine. */
import { docker, run } from './engine.ts';

export interface Swarm {
  /** @param files compose files, merged in this order */
  deploy(stack: string, files: readonly string[], settings: Record<string, string>): Promise<void>;
  /** The containers of the stack's services that run, by the services' names. */
  running(stack: string): Promise<Record<string, string>>;
  remove(stack: string): Promise<void>;
  /** Leaves the swarm if this machine was in none before. */
  dispose(): Promise<void>;
}

export async function joinSwarm(): Promise<Swarm> {
  const wasActive = (await docker('info', '--format', '{{.Swarm.LocalNodeState}}')).trim() === 'active';
  if (!wasActive) await docker('swarm', 'init', '--advertise-addr', '127.0.0.1');

  async function running(stack: string): Promise<Record<string, string>> {
    const format = '{{.Label "com.docker.swarm.service.name"}} {{.ID}}';
    const label = `label=com.docker.stack.namespace=${stack}`;
    const lines = await docker('ps', '--filter', label, '--filter', 'status=running', '--format', format);
    const pairs = lines
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split(' '));
    return Object.fromEntries(pairs.map(([name = '', id = '']) => [name.slice(stack.length + 1), id]));
  }

  return {
    async deploy(stack, files, settings) {
      const options = files.flatMap((file) => ['--compose-file', file]);
      // The images are this machine's own, no registry knows them.
      await run('docker', ['stack', 'deploy', '--resolve-image', 'never', ...options, stack], settings);
    },
    running,
    async remove(stack) {
      await docker('stack', 'rm', stack);
    },
    async dispose() {
      if (!wasActive) await docker('swarm', 'leave', '--force');
    },
  };
}
