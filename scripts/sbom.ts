/**
 * `make sbom`: writes what BanGUI is shipped with as a CycloneDX software bill of materials (ECMA-424). The same lock
 * file gives the same bytes: no time and no serial number.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Contrib, Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import { readManifest, type ShippedPackage, shippedPackages } from './shipped-packages.ts';

const { Builders, Factories, Utils } = Contrib.FromNodePackageJson;

const builder = new Builders.ComponentBuilder(
  new Factories.ExternalReferenceFactory(),
  // What is not one licence is an expression of several.
  new Contrib.License.Factories.LicenseFactory(() => undefined),
);

/** @returns the document as JSON, after CycloneDX 1.6 */
export function billOfMaterials(repository: string): string {
  const { direct, packages } = shippedPackages(repository);
  const built = packages.map((each) => ({ ...each, component: componentOf(each) }));
  const references = new Map(built.map(({ folder, component }) => [folder, component.bomRef]));
  const referencesTo = (folders: readonly string[]) =>
    new Models.BomRefRepository(folders.flatMap((folder) => references.get(folder) ?? []));
  for (const { component, needs } of built) component.dependencies = referencesTo(needs);
  const { version } = readManifest(repository);
  const bangui = new Models.Component(Enums.ComponentType.Application, 'bangui', {
    bomRef: 'bangui',
    version,
  });
  bangui.dependencies = referencesTo(direct);
  const bom = new Models.Bom({
    metadata: new Models.Metadata({ component: bangui }),
    components: new Models.ComponentRepository(built.map(({ component }) => component)),
  });
  const normalizer = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
  return new Serialize.JsonSerializer(normalizer).serialize(bom, { sortLists: true, space: 2 });
}

function componentOf({ folder, manifest, integrity }: ShippedPackage): Models.Component {
  const component = builder.makeComponent(manifest);
  if (!component) throw new Error(`${folder}/package.json names no package.`);
  const { name, version } = manifest;
  component.purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  component.bomRef.value = folder;
  component.hashes.set(...Utils.parsePackageIntegrity(integrity));
  return component;
}

if (import.meta.main) {
  const repository = join(import.meta.dirname, '..');
  writeFileSync(join(repository, 'bangui.cdx.json'), `${billOfMaterials(repository)}\n`);
}
