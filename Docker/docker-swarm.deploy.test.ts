import { eventually } from '@bangui/sandbox/child';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { project } from './test/containers.ts';
import { docker, inspect } from './test/engine.ts';
import { joinSwarm, type Swarm } from './test/swarm.ts';

const stack = 'bangui-stack-test';
const longestStartMs = 120_000;
const mebibyte = 2 ** 20;
const settings = { BANGUI_IMAGES: project, BANGUI_PUBLISH: '18081' };

let swarm: Swarm;

beforeAll(async () => {
  swarm = await joinSwarm();
});

afterAll(async () => {
  await swarm?.remove(stack);
  await eventually('All containers are gone', async () => !(await remains('ps', '--all')), longestStartMs);
  await eventually('The network is gone', async () => !(await remains('network', 'ls')), longestStartMs);
  const volumes = (await docker('volume', 'ls', '--quiet', '--filter', `name=^${stack}_`)).trim();
  if (volumes !== '') await docker('volume', 'rm', ...volumes.split('\n'));
  await swarm?.dispose();
});

async function remains(...command: string[]): Promise<boolean> {
  return (await docker(...command, '--quiet', '--filter', `name=${stack}_`)).trim() !== '';
}

test('the file of Compose comes up as a stack, with the same limits', async () => {
  await swarm.deploy(stack, ['Docker/docker-compose.yml'], settings);
  const containers = await eventually('BanGUI is ready in the stack', readyContainers, longestStartMs);
  const limits = await Promise.all(
    ['fail2ban', 'backend', 'frontend'].map(async (service) => {
      const { NanoCpus, Memory, MemoryReservation } = (await inspect(containers[service] ?? '')).HostConfig;
      return [service, NanoCpus / 1e9, Memory / mebibyte, MemoryReservation / mebibyte];
    }),
  );
  expect(limits).toEqual([
    ['fail2ban', 0.5, 128, 64],
    ['backend', 2, 512, 256],
    ['frontend', 0.5, 128, 64],
  ]);
});

async function readyContainers(): Promise<Record<string, string> | false> {
  const containers = await swarm.running(stack);
  if (containers.frontend === undefined) return false;
  const ready = 'http://127.0.0.1:8080/api/health/ready';
  const answer = await docker('exec', containers.frontend, 'curl', '--fail', '--silent', ready).catch(
    () => '',
  );
  return answer.includes('"status":"ok"') && containers;
}
