import { eventually } from '@bangui/sandbox/child';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildImages, project } from './test/containers.ts';
import { docker } from './test/engine.ts';
import { joinSwarm, type Swarm } from './test/swarm.ts';

const stack = 'bangui-stack-test';
const longestStartMs = 120_000;
const mebibyte = 2 ** 20;
const settings = { BANGUI_IMAGES: project, BANGUI_PUBLISH: '18081' };

let swarm: Swarm;

beforeAll(async () => {
  await buildImages();
  swarm = await joinSwarm();
}, 1_200_000);

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

test('the file of Compose comes up as a stack, with the same limits and reservations', async () => {
  await swarm.deploy(stack, ['Docker/docker-compose.yml'], settings);
  await eventually('BanGUI is ready in the stack', isReady, longestStartMs);
  expect(await Promise.all(['fail2ban', 'backend', 'frontend'].map(resourcesOf))).toEqual([
    [0.5, 128, 0.1, 64],
    [2, 512, 1, 256],
    [0.5, 128, 0.25, 64],
  ]);
});

/** Processors and mebibytes: the limits, then the reservations. */
async function resourcesOf(service: string): Promise<number[]> {
  const format = '{{json .Spec.TaskTemplate.Resources}}';
  const answer = await docker('service', 'inspect', '--format', format, `${stack}_${service}`);
  const { Limits, Reservations } = JSON.parse(answer);
  return [Limits, Reservations].flatMap(({ NanoCPUs, MemoryBytes }) => [
    NanoCPUs / 1e9,
    MemoryBytes / mebibyte,
  ]);
}

async function isReady(): Promise<boolean> {
  const { frontend } = await swarm.running(stack);
  if (frontend === undefined) return false;
  const ready = 'http://127.0.0.1:8080/api/health/ready';
  const answer = await docker('exec', frontend, 'curl', '--fail', '--silent', ready).catch(() => '');
  return answer.includes('"status":"ok"');
}
