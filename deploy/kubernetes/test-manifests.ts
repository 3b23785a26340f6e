/** What `kubectl apply -k` would send to a cluster, as this folder's tests look at it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { DaemonSet, Deployment, StatefulSet } from 'kubernetes-types/apps/v1.d.ts';
import type { ConfigMap, Container, Service } from 'kubernetes-types/core/v1.d.ts';
import type { NetworkPolicy } from 'kubernetes-types/networking/v1.d.ts';
import { parse, parseAllDocuments, stringify } from 'yaml';

export type Workload = (DaemonSet | Deployment | StatefulSet) & { metadata: { name: string } };

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

export interface Manifests {
  readonly all: readonly Manifest[];
  readonly workloads: readonly Workload[];
  readonly services: readonly Service[];
  readonly networkPolicies: readonly NetworkPolicy[];
  workload(name: string): Workload;
  /** What a container's ConfigMaps and its own settings give it; secrets are left out. */
  environment(container: Container): Record<string, string>;
}

/** Components came with kustomize 4, which kubectl has in it since 1.21. */
export function hasKustomize(): boolean {
  const { status, stdout } = spawnSync('kubectl', ['version', '--client', '--output=yaml'], {
    encoding: 'utf8',
  });
  return status === 0 && /^v[4-9]/.test(parse(stdout).kustomizeVersion ?? '');
}

/**
 * @param folder `base` or an overlay
 * @param components names of folders in `components/`
 */
export function readManifests(folder: string, components: readonly string[] = []): Manifests {
  if (components.length === 0) return toManifests(kustomize(join(import.meta.dirname, folder)));
  return readKustomization(
    stringify({
      namespace: 'bangui',
      resources: [`../deploy/kubernetes/${folder}`],
      components: components.map((name) => `../deploy/kubernetes/components/${name}`),
    }),
  );
}

/** @param kustomization of a folder beside `deploy/` */
export function readKustomization(kustomization: string): Manifests {
  const directory = mkdtempSync(join(tmpdir(), 'bangui-kustomize-'));
  try {
    const fromThere = kustomization.replaceAll(
      '../deploy/kubernetes',
      relative(directory, import.meta.dirname),
    );
    writeFileSync(join(directory, 'kustomization.yaml'), fromThere);
    return toManifests(kustomize(directory));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function toManifests(text: string): Manifests {
  const all: Manifest[] = parseAllDocuments(text).map((document) => document.toJS());
  const ofKind = <T>(...kinds: string[]) => all.filter(({ kind }) => kinds.includes(kind)) as unknown as T[];
  const workloads = ofKind<Workload>('DaemonSet', 'Deployment', 'StatefulSet');
  const configMaps = ofKind<ConfigMap>('ConfigMap');
  return {
    all,
    workloads,
    services: ofKind<Service>('Service'),
    networkPolicies: ofKind<NetworkPolicy>('NetworkPolicy'),
    workload(name) {
      const found = workloads.find(({ metadata }) => metadata.name === name);
      if (found === undefined) throw new Error(`There is no workload ${name}.`);
      return found;
    },
    environment({ envFrom = [], env = [] }) {
      const names = envFrom.map(({ configMapRef }) => configMapRef?.name);
      const shared = names.map((name) => configMaps.find(({ metadata }) => metadata?.name === name)?.data);
      const own = env.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]]));
      return Object.assign({}, ...shared, Object.fromEntries(own));
    },
  };
}

export function podOf({ spec }: Workload) {
  const template = spec?.template;
  if (template?.spec === undefined) throw new Error('The workload has no pod.');
  return { labels: template.metadata?.labels ?? {}, ...template.spec };
}

export function containersOf(workload: Workload): Container[] {
  const { initContainers = [], containers } = podOf(workload);
  return [...initContainers, ...containers];
}

function kustomize(directory: string): string {
  return execFileSync('kubectl', ['kustomize', directory], { encoding: 'utf8' });
}
