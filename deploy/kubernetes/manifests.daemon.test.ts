import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Container, PodSpec } from 'kubernetes-types/core/v1.d.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { readConfig, unknownVariables } from '../../backend/src/config.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { compile } from './test-api-types.ts';
import {
  containersOf,
  hasKustomize,
  type Manifests,
  podOf,
  readKustomization,
  readManifests,
  type Workload,
} from './test-manifests.ts';

const repository = join(import.meta.dirname, '../..');
const variants = [
  { folder: 'base', components: [] },
  { folder: 'base', components: ['restart-with-fail2ban'] },
  { folder: 'base', components: ['ingress'] },
  { folder: 'overlays/replicas', components: [] },
  { folder: 'overlays/replicas', components: ['restart-with-fail2ban', 'ingress'] },
];

describe.skipIf(!hasKustomize()).each(variants)('Kubernetes: $folder with $components', (variant) => {
  let manifests: Manifests;
  let containers: Container[];

  beforeAll(() => {
    manifests = readManifests(variant.folder, variant.components);
    containers = manifests.workloads.flatMap(containersOf);
  });

  const named = (name: string) => containers.find((container) => container.name === name) as Container;

  test('holds nothing that the Kubernetes API does not know', () => {
    expect(compile(manifests.all)).toEqual({ status: 0, stdout: '' });
  });

  test('puts everything into the namespace bangui', () => {
    const elsewhere = manifests.all.filter(({ metadata }) => metadata.namespace !== 'bangui');
    expect(elsewhere.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual(['Namespace bangui']);
  });

  test('limits the containers as the deployment guide says', () => {
    expect(named('fail2ban').resources).toEqual(resources(['0.5', '128Mi'], ['0.1', '64Mi']));
    expect(named('backend').resources).toEqual(resources(['2', '512Mi'], ['1', '256Mi']));
    expect(named('frontend').resources).toEqual(resources(['0.5', '128Mi'], ['0.25', '64Mi']));
    for (const { resources } of containers)
      expect(Object.keys(resources?.limits ?? {})).toEqual(['cpu', 'memory']);
  });

  test('runs this version, and no image without one', () => {
    for (const { image = '' } of containers) expect(image).toMatch(/:\d+\.\d+\.\d+/);
    const ours = containers.map(({ image = '' }) => image).filter((image) => image.startsWith('bangui/'));
    expect(new Set(ours.map((image) => image.split(':')[1]))).toEqual(new Set([packageJson.version]));
  });

  test('lets no container write outside its volumes or gain a privilege', () => {
    for (const { securityContext } of containers) {
      expect(securityContext).toMatchObject({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
    }
  });

  test('admits to fail2ban alone what the standard restricted forbids, and folders of the node to the backend', () => {
    const beyond = Object.fromEntries(
      manifests.workloads.map((workload) => [workload.metadata.name, beyondRestricted(podOf(workload))]),
    );
    expect(beyond).toMatchObject({ backend: ['hostPath'], frontend: [] });
    const { fail2ban, backend, ...others } = beyond;
    expect(fail2ban).toEqual(['hostNetwork', 'root', 'hostPath', 'capabilities']);
    expect(Object.values(others).flat()).toEqual([]);
  });

  test('gives no pod a token for the API, nor variables named after Services', () => {
    for (const workload of manifests.workloads) {
      const pod = podOf(workload);
      expect(pod).toMatchObject({ automountServiceAccountToken: false, enableServiceLinks: false });
      expect(manifests.all).toContainEqual(
        expect.objectContaining({
          kind: 'ServiceAccount',
          metadata: expect.objectContaining({ name: pod.serviceAccountName }),
        }),
      );
    }
  });

  test('mounts each volume that a pod has, and no other', () => {
    for (const workload of manifests.workloads) {
      const mounted = containersOf(workload).flatMap(({ volumeMounts = [] }) =>
        volumeMounts.map(({ name }) => name),
      );
      const claimed = 'volumeClaimTemplates' in (workload.spec ?? {}) ? ['data'] : [];
      const volumes = [...(podOf(workload).volumes ?? []).map(({ name }) => name), ...claimed];
      expect([...new Set(mounted)].sort()).toEqual(volumes.sort());
    }
  });

  test('shows the backend each folder of fail2ban under the same path, as fail2ban names them', () => {
    const inFail2ban = foldersOf(podOf(manifests.workload('fail2ban')));
    const { '/data': data, ...shared } = foldersOf(podOf(manifests.workload('backend')));
    expect(data).toBe('/var/lib/bangui/data');
    expect(inFail2ban).toMatchObject(shared);
  });

  test('sets variables that BanGUI takes', () => {
    const backend = manifests.environment(named('backend'));
    expect(unknownVariables(backend)).toEqual([]);
    expect(readConfig(backend).corsAllowedOrigins).toEqual([]);
    const start = readFileSync(join(repository, 'Docker/frontend/start.sh'), 'utf8');
    for (const name of Object.keys(manifests.environment(named('frontend'))))
      expect(start).toContain(`\${${name}:-`);
  });

  test('selects by labels that pods have, and ports that they listen on', () => {
    for (const { spec, metadata } of manifests.workloads) {
      expect(podOf({ spec, metadata } as never).labels).toMatchObject(spec?.selector.matchLabels ?? {});
    }
    for (const { spec, metadata } of manifests.services) {
      const workload = manifests.workload(metadata?.name ?? '');
      expect(podOf(workload).labels).toMatchObject(spec?.selector ?? {});
      const listening = containersOf(workload).flatMap(({ ports = [] }) => ports.map(({ name }) => name));
      expect(spec?.ports?.map(({ targetPort }) => targetPort)).toEqual(listening);
    }
  });

  test('lets the frontend reach the backend under the name and port of its Service', () => {
    const service = manifests.services.find(({ metadata }) => metadata?.name === 'backend');
    const address = `backend.$(NAMESPACE).svc.cluster.local:${service?.spec?.ports?.[0]?.port}`;
    expect(manifests.environment(named('frontend')).BANGUI_BACKEND).toBe(address);
  });

  test('forbids every connection that is not named', () => {
    const closed = manifests.networkPolicies.filter(
      ({ spec }) => Object.keys(spec?.podSelector ?? {}).length === 0,
    );
    expect(closed.map(({ spec }) => spec)).toEqual([{ podSelector: {}, policyTypes: ['Ingress', 'Egress'] }]);
    for (const { spec } of manifests.networkPolicies.filter((policy) => !closed.includes(policy))) {
      const rules = [...(spec?.ingress ?? []), ...(spec?.egress ?? [])];
      expect(rules).not.toEqual([]);
      for (const { ports = [] } of rules) expect(ports).not.toEqual([]);
    }
  });
});

describe.skipIf(!hasKustomize())('Kubernetes', () => {
  const probesOf = (container: Container | undefined) => [
    container?.startupProbe?.httpGet?.path,
    container?.livenessProbe?.httpGet?.path,
    container?.readinessProbe?.httpGet?.path,
  ];
  const backendOf = (manifests: Manifests) => podOf(manifests.workload('backend')).containers[0];

  test('leaves the backend running while fail2ban is offline, and shows its pages', () => {
    const base = readManifests('base');
    expect(probesOf(backendOf(base))).toEqual(['/api/health/live', '/api/health/live', '/api/health/ready']);
    const service = base.services.find(({ metadata }) => metadata?.name === 'backend');
    expect(service?.spec?.publishNotReadyAddresses).toBe(true);
  });

  test('restarts it after 90 seconds where that is wished', () => {
    const probe = backendOf(readManifests('base', ['restart-with-fail2ban']))?.livenessProbe;
    expect(probe?.httpGet?.path).toBe('/api/health');
    expect((probe?.periodSeconds ?? 0) * (probe?.failureThreshold ?? 0)).toBe(90);
  });

  test('starts a backend when the one before is gone, and serves at once after a crash', () => {
    const base = readManifests('base');
    expect(base.workload('backend').spec).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } });
    const { schedulerMode, schedulerLock } = readConfig(base.environment(backendOf(base) as Container));
    expect({ schedulerMode, schedulerLock }).toEqual({ schedulerMode: 'standby', schedulerLock: 'sqlite' });
  });

  test('can be set up as README.md shows', () => {
    const text = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');
    const examples = [...text.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, example = '']) =>
      readKustomization(example),
    );
    expect(examples.map(({ all }) => all[0]?.metadata.name)).toEqual(['bangui', 'bangui-web2']);
    for (const { all } of examples) expect(compile(all)).toEqual({ status: 0, stdout: '' });
    const [own, other] = examples;
    expect(own?.all.find(({ kind }) => kind === 'Ingress')).toMatchObject({
      spec: { rules: [{ host: 'bangui.example.org' }], tls: [{ hosts: ['bangui.example.org'] }] },
    });
    for (const name of ['fail2ban', 'backend']) {
      expect(podOf(other?.workload(name) as Workload).nodeSelector).toEqual({ 'bangui/server': 'web2' });
    }
  });

  test('has several backends stand by with the lock in its own Redis', () => {
    const replicas = readManifests('overlays/replicas');
    expect(replicas.workload('backend').spec).toMatchObject({
      replicas: 3,
      strategy: { type: 'RollingUpdate' },
    });
    const { schedulerMode, schedulerLock } = readConfig(
      replicas.environment(backendOf(replicas) as Container),
    );
    const redis = replicas.services.find(({ metadata }) => metadata?.name === 'redis');
    expect(schedulerMode).toBe('standby');
    expect(String(schedulerLock)).toBe(`redis://redis:${redis?.spec?.ports?.[0]?.port}/0`);
  });
});

function resources([cpu, memory]: string[], [cpuRequest, memoryRequest]: string[]) {
  return { limits: { cpu, memory }, requests: { cpu: cpuRequest, memory: memoryRequest } };
}

/** What in a pod the standard does not admit: https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
function beyondRestricted({
  hostNetwork,
  hostPID,
  hostIPC,
  securityContext,
  volumes = [],
  ...pod
}: PodSpec): string[] {
  const capabilities = pod.containers.flatMap(
    (container) => container.securityContext?.capabilities?.add ?? [],
  );
  const has: Record<string, boolean> = {
    hostNetwork: hostNetwork === true || hostPID === true || hostIPC === true,
    root: securityContext?.runAsNonRoot !== true || securityContext.runAsUser === 0,
    seccomp: securityContext?.seccompProfile?.type !== 'RuntimeDefault',
    hostPath: volumes.some(({ hostPath }) => hostPath !== undefined),
    capabilities: capabilities.length > 0,
  };
  return Object.keys(has).filter((rule) => has[rule]);
}

/** Where a pod's containers see which folders of the node. */
function foldersOf({ volumes = [], containers }: PodSpec): Record<string, string> {
  const onNode = new Map(volumes.map(({ name, hostPath }) => [name, hostPath?.path]));
  const mounts = containers.flatMap(({ volumeMounts = [] }) => volumeMounts);
  const folders = mounts.map(({ name, mountPath }) => [mountPath, onNode.get(name)]);
  return Object.fromEntries(folders.filter(([, folder]) => folder !== undefined));
}
