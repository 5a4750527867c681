import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import { manifestJsonSchema, parseManifest } from '../../../src/artifacts/documents/manifest-schema.ts';
import type { ManifestDocument } from '../../../src/artifacts/documents/manifest-shape.ts';
import { type Manifest, manifestOf } from '../../../src/domain/release/manifest.ts';
import { artifactSource, publication, publishedImage, releaseFile } from '../../support/publications.ts';

type DeepReadonly<T> = T extends object ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> } : T;
/** Writes intersections as the objects that they are. */
type Plain<T> = T extends object ? { [Key in keyof T]: Plain<T[Key]> } : T;

/** What is wrong with a manifest that has these in place of its own. */
function problemsWith(differences: object): readonly string[] {
  const parsed = parseManifest(JSON.stringify({ ...manifestOf(publication()), ...differences }));
  return parsed.ok ? [] : parsed.problems;
}

test('the stored schema is the one that the source makes', async () => {
  const stored = await readFile('schemas/manifest.schema.json', 'utf8');
  expect(stored, 'run: node src/artifacts/documents/write-manifest-schema.ts').toBe(manifestJsonSchema());
});

test('the schema describes exactly what a manifest is', () => {
  expectTypeOf<DeepReadonly<z.infer<typeof ManifestDocument>>>().toEqualTypeOf<Plain<Manifest>>();
});

test('a manifest holds to the published schema, and one with something unknown does not', () => {
  const validate = addFormats
    .default(new Ajv2020({ allErrors: true }))
    .compile(JSON.parse(manifestJsonSchema()) as object);
  const manifest = manifestOf(publication());
  expect(validate(manifest) ? [] : validate.errors).toEqual([]);
  expect(validate({ ...manifest, extra: 1 })).toBe(false);
});

test('a manifest is read back as it was written', () => {
  const manifest = manifestOf(publication());
  expect(parseManifest(JSON.stringify(manifest))).toEqual({ ok: true, manifest });
});

test('everything that is wrong with a manifest is told at once, with its place', () => {
  const file = { name: '../engine', size: 1, sha256: 'A', executable: false, source: { type: 'guess' }, checks: [] };
  expect(problemsWith({ chain: 7, files: [file], approvedBy: 'ada' })).toEqual([
    expect.stringMatching(/^manifest\.json, chain: .*string/),
    'manifest.json, files[0].name: must be a file name, without a folder',
    'manifest.json, files[0].sha256: must be a SHA-256: 64 hexadecimal digits',
    expect.stringMatching(/^manifest\.json, files\[0\]\.source\.type: /),
    expect.stringMatching(/^manifest\.json: .*"approvedBy"/),
  ]);
});

test('a manifest that lists a name twice, or an archive with files from nowhere, is refused', () => {
  const entries = [{ path: 'engine', sha256: 'a'.repeat(64), executable: true, source: 1 }];
  const from = { type: 'packed', format: 'zip', entries, sources: [artifactSource('engine')] } as const;
  const files = [releaseFile('engine'), releaseFile('engine'), releaseFile('all.zip', { from })];
  expect(problemsWith(manifestOf(publication({ files })))).toEqual([
    'manifest.json lists engine more than once',
    "manifest.json doesn't say where all files in all.zip come from",
  ]);
});

test('a manifest of a later Cascade is refused for its version alone', () => {
  expect(problemsWith({ schemaVersion: 2, chain: 7 })).toEqual([
    'manifest.json has the schema version 2, and this Cascade reads 1; use one that fits',
  ]);
});

test('what is not JSON is no manifest', () => {
  expect(parseManifest('<html>')).toEqual({ ok: false, problems: ['manifest.json is not JSON; download it again'] });
});

test('the example in the documentation is a manifest', async () => {
  const page = await readFile('docs/manifest.md', 'utf8');
  expect(parseManifest(/```json\n([^]*?)```/.exec(page)?.[1] ?? '')).toMatchObject({ ok: true });
});

test('a manifest with images is read back as it was written', () => {
  const manifest = manifestOf(publication({ images: [publishedImage()] }));
  expect(parseManifest(JSON.stringify(manifest))).toEqual({ ok: true, manifest });
});

test.each([
  ['a digest of another kind', { digest: 'sha512:00' }, 'images[0].digest: must be sha256: and 64 hexadecimal digits'],
  ['a reference without a tag', { reference: 'ghcr.io/acme/app' }, 'images[0].reference: must be registry/path:tag'],
])('an image with %s is told of', (_, differences, problem) => {
  expect(problemsWith({ images: [publishedImage(differences)] })).toEqual([`manifest.json, ${problem}`]);
});
