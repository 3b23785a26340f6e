import { join } from 'node:path';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { describe, expect, it } from 'vitest';
import { billOfMaterials } from './sbom.ts';

interface Component {
  'bom-ref': string;
  group?: string;
  name: string;
  version: string;
  purl: string;
  hashes: unknown[];
  licenses: unknown[];
}

const repository = join(import.meta.dirname, '..');
const text = billOfMaterials(repository);
const bom: {
  metadata: { component: { name: string } };
  components: Component[];
  dependencies: { ref: string; dependsOn?: string[] }[];
} = JSON.parse(text);
const named = (name: string) => bom.components.find((component) => component.name === name);
const neededBy = (reference?: string) => bom.dependencies.find(({ ref }) => ref === reference)?.dependsOn;

describe('billOfMaterials', () => {
  it('is valid CycloneDX', async () => {
    expect(await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text)).toBeNull();
  });

  it('lists what the backend loads and what is bundled into the interface', () => {
    for (const name of ['fastify', 'maxmind', 'react', 'world-atlas']) expect(named(name)).toBeDefined();
  });

  it('lists nothing that only builds or tests', () => {
    for (const name of ['vitest', 'vite', 'typescript', 'autocannon', 'cyclonedx-library'])
      expect(named(name)).toBeUndefined();
  });

  it('says what each component is, under which licence, and by which digest it is recognised', () => {
    expect(named('geo-whois-asn-country-mmdb')).toMatchObject({
      group: '@ip-location-db',
      purl: expect.stringMatching(/^pkg:npm\/%40ip-location-db\/geo-whois-asn-country-mmdb@[\d.]+$/),
      licenses: [{ license: { id: 'CC0-1.0' } }],
      hashes: [{ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) }],
    });
  });

  it('says which component needs which', () => {
    expect(neededBy('bangui')).toContain(named('maxmind')?.['bom-ref']);
    expect(neededBy('bangui')).not.toContain(named('mmdb-lib')?.['bom-ref']);
    expect(neededBy(named('maxmind')?.['bom-ref'])).toContain(named('mmdb-lib')?.['bom-ref']);
  });

  it('is the same every time', () => {
    expect(billOfMaterials(repository)).toBe(text);
  });
});
