import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { billOfMaterials } from '../../../src/artifacts/documents/bill-of-materials.ts';
import type { Publication } from '../../../src/domain/release/publication.ts';
import { COMMIT } from '../../support/actions-runs.ts';
import { member, publication, publishedImage, releaseFile } from '../../support/publications.ts';

interface Component {
  readonly 'bom-ref': string;
  readonly type: string;
  readonly name: string;
  readonly components?: readonly Component[];
}

interface Bom {
  readonly serialNumber: string;
  readonly metadata: { readonly timestamp: string; readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

function bomOf(differences: Partial<Publication> = {}): Bom {
  return JSON.parse(billOfMaterials(publication(differences))) as Bom;
}

function dependenciesOf(bom: Bom, ref: string): readonly string[] | undefined {
  return bom.dependencies.find((dependency) => dependency.ref === ref)?.dependsOn;
}

function schema(name: string): object {
  const path = `node_modules/@cyclonedx/cyclonedx-library/res/schema/${name}.SNAPSHOT.schema.json`;
  return JSON.parse(readFileSync(path, 'utf8')) as object;
}

test('the bill of materials holds to the schema of CycloneDX 1.6', () => {
  const ajv = addFormats.default(new Ajv({ allErrors: true, strict: false }));
  // Formats that only internationalised addresses need.
  for (const format of ['iri-reference', 'idn-email']) ajv.addFormat(format, true);
  for (const name of ['spdx', 'jsf-0.82']) {
    ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  }
  const validate = ajv.compile(schema('bom-1.6'));
  const bom = bomOf({ images: [publishedImage()] });
  expect(validate(bom) ? [] : validate.errors).toEqual([]);
  expect(validate({ ...bomOf(), serialNumber: 'ours' })).toBe(false);
});

test('the release is made of its repositories at their commits, and of its files with their digests', () => {
  const bom = bomOf();
  expect(bom.metadata.component).toMatchObject({
    type: 'application',
    name: 'acme',
    version: 'v1.4.0',
    purl: 'pkg:github/acme/releases@v1.4.0',
  });
  expect(bom.components).toMatchObject([
    {
      'bom-ref': 'repository:engine',
      group: 'acme',
      name: 'engine',
      version: 'v1.4.0',
      purl: `pkg:github/acme/engine@${COMMIT}`,
      externalReferences: [{ type: 'build-system', url: 'https://github.test/acme/engine/actions/runs/7' }],
    },
    { 'bom-ref': 'repository:app', purl: `pkg:github/acme/app@${COMMIT}` },
    { type: 'file', name: 'engine', hashes: [{ alg: 'SHA-256', content: 'a'.repeat(64) }] },
    { type: 'file', name: 'app.deb', hashes: [{ alg: 'SHA-256', content: 'b'.repeat(64) }] },
    { type: 'file', name: 'acme-v1.4.0.zip', hashes: [{ alg: 'SHA-256', content: 'e'.repeat(64) }] },
  ]);
});

test('a repository depends on what it needs, and a file on the repositories that it comes from', () => {
  const bom = bomOf();
  expect(dependenciesOf(bom, 'repository:app')).toEqual(['repository:engine']);
  expect(dependenciesOf(bom, 'repository:engine')).toBeUndefined();
  expect(dependenciesOf(bom, 'file:engine')).toEqual(['repository:engine']);
  expect(dependenciesOf(bom, 'file:acme-v1.4.0.zip')).toEqual(['repository:engine', 'repository:app']);
  expect(dependenciesOf(bom, 'file:acme-v1.4.0.zip/app/app.deb')).toEqual(['repository:app']);
  expect(dependenciesOf(bom, 'acme/release/v1.4.0')).toHaveLength(5);
});

test('an archive holds the files that were packed into it', () => {
  const archive = bomOf().components.find(({ name }) => name === 'acme-v1.4.0.zip');
  expect(archive?.components).toMatchObject([
    { type: 'file', name: 'app/app.deb', hashes: [{ content: 'b'.repeat(64) }] },
    { type: 'file', name: 'engine/engine', hashes: [{ content: 'a'.repeat(64) }] },
  ]);
});

test('a need that is not in the release is no dependency', () => {
  const bom = bomOf({ members: [member('app', { needs: ['engine'] })] });
  expect(dependenciesOf(bom, 'repository:app')).toBeUndefined();
});

test('two builds of one repository are two components', () => {
  const bom = bomOf({ members: [member('engine'), member('engine-docs', { repository: 'Acme/Engine' })] });
  expect(bom.components.slice(0, 2)).toMatchObject([
    { 'bom-ref': 'repository:engine', purl: `pkg:github/acme/engine@${COMMIT}` },
    { 'bom-ref': 'repository:engine-docs', purl: `pkg:github/acme/engine@${COMMIT}` },
  ]);
});

test('serial number and time follow from the train and its files alone', () => {
  const bom = bomOf();
  expect(bom.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(bom.metadata.timestamp).toBe('2026-11-21T12:00:00.000Z');
  expect(bomOf({ startedAt: 0 }).serialNumber).toBe(bom.serialNumber);
  expect(bomOf({ train: 'acme/release/v1.4.0-2' }).serialNumber).not.toBe(bom.serialNumber);
  expect(bomOf({ files: [releaseFile('engine')] }).serialNumber).not.toBe(bom.serialNumber);
});

test('an image is a part of the release, with its digest and where it is kept, and depends on its repository', () => {
  const bom = bomOf({ images: [publishedImage()] });
  expect(bom.components.at(-1)).toMatchObject({
    'bom-ref': 'image:ghcr.io/acme/app:1.4.0',
    type: 'container',
    name: 'ghcr.io/acme/app',
    version: '1.4.0',
    hashes: [{ alg: 'SHA-256', content: '1f'.repeat(32) }],
    purl: `pkg:oci/app@sha256%3A${'1f'.repeat(32)}?repository_url=ghcr.io%2Facme%2Fapp&tag=1.4.0`,
  });
  expect(dependenciesOf(bom, 'image:ghcr.io/acme/app:1.4.0')).toEqual(['repository:app']);
  expect(dependenciesOf(bom, 'acme/release/v1.4.0')).toContain('image:ghcr.io/acme/app:1.4.0');
  expect(bom.serialNumber).not.toBe(bomOf().serialNumber);
});
