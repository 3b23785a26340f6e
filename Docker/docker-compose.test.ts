/** What the compose file promises, without an engine; docker-compose.deploy.test.ts runs it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { containerDefaults, defaults } from '../backend/src/config.ts';

interface Service {
  readonly environment?: Record<string, string>;
  readonly volumes: readonly (string | { readonly type: string })[];
  readonly read_only: boolean;
  readonly cap_drop: readonly string[];
  readonly cap_add?: readonly string[];
  readonly restart: string;
  readonly deploy: {
    readonly resources: Record<'limits' | 'reservations', { cpus: string; memory: string }>;
  };
}

const text = readFileSync(join(import.meta.dirname, 'docker-compose.yml'), 'utf8');
const services: Record<string, Service> = parse(text, { merge: true }).services;
const { fail2ban, backend, frontend } = services as Record<'fail2ban' | 'backend' | 'frontend', Service>;

test('each container has its limits and reservations', () => {
  const resources = Object.entries(services).map(([name, { deploy }]) => [name, deploy.resources]);
  expect(Object.fromEntries(resources)).toEqual({
    fail2ban: { limits: { cpus: '0.5', memory: '128M' }, reservations: { cpus: '0.1', memory: '64M' } },
    backend: { limits: { cpus: '2.0', memory: '512M' }, reservations: { cpus: '1.0', memory: '256M' } },
    frontend: { limits: { cpus: '0.5', memory: '128M' }, reservations: { cpus: '0.25', memory: '64M' } },
  });
});

test('each container comes back by itself, writes only where it has to, and gives up all rights that it can', () => {
  for (const service of Object.values(services)) {
    expect(service).toMatchObject({ restart: 'unless-stopped', read_only: true, cap_drop: ['ALL'] });
  }
  expect(fail2ban.cap_add).toEqual(['NET_ADMIN', 'NET_RAW']);
  expect(backend).not.toHaveProperty('cap_add');
  expect(frontend).not.toHaveProperty('cap_add');
});

test('the backend may change the configuration, hand lists over and keep its data, and only read everything else', () => {
  const writable = backend.volumes.filter((volume) => typeof volume === 'string' && !volume.endsWith(':ro'));
  expect(writable).toEqual([
    'data:/data',
    'configuration:/etc/fail2ban',
    'blocklist:/var/lib/bangui-blocklist',
  ]);
});

test('what a variable means without being set is what the documentation says', () => {
  const documented: Record<string, string> = { ...defaults, ...containerDefaults };
  const differing = [...text.matchAll(/\$\{(BANGUI_[A-Z0-9_]+):?-([^}]*)\}/g)].filter(
    ([, name = '', value = '']) => documented[name] !== value,
  );
  // Empty, since nginx serves both; on standby to serve at once after a crash; none and empty mean the same; the build's label wants a number.
  expect(differing.map(([, name, value]) => `${name}=${value}`).toSorted()).toEqual([
    'BANGUI_CORS_ALLOWED_ORIGINS=',
    'BANGUI_SCHEDULER_MODE=standby',
    'BANGUI_TRUSTED_PROXIES=none',
    ...Array.from({ length: 3 }, () => 'BANGUI_VERSION=0.1.0'),
  ]);
});

test('every variable of the backend can be set, or is fixed by its image', () => {
  const image = readFileSync(join(import.meta.dirname, 'backend.Dockerfile'), 'utf8');
  const fixed: string[] = image.match(/\bBANGUI_[A-Z0-9_]+(?==)/g) ?? [];
  const unreachable = Object.keys(defaults).filter(
    (name) => !(name in (backend.environment ?? {})) && !fixed.includes(name),
  );
  // Its default is where the configuration stands in the container.
  expect(unreachable).toEqual(['BANGUI_FAIL2BAN_CONFIG_DIR']);
});

test('in a swarm, fail2ban is in the host’s network, and requests show where they come from', () => {
  const file = parse(readFileSync(join(import.meta.dirname, 'docker-swarm.yml'), 'utf8'));
  expect(file.services.fail2ban.networks).toEqual(['host']);
  expect(file.networks).toEqual({ host: { external: true } });
  expect(file.services.frontend.ports).toEqual([{ target: 8080, published: 8080, mode: 'host' }]);
});
