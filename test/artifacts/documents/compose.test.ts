import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { composeDocuments } from '../../../src/artifacts/documents/compose.ts';
import { parseManifest } from '../../../src/artifacts/documents/manifest-schema.ts';
import { DOCUMENTS } from '../../../src/domain/release/document-names.ts';
import { publication, releaseFile } from '../../support/publications.ts';

test('the documents come in the order of upload, and the manifest among them can be read', () => {
  const documents = composeDocuments(publication());
  expect(documents.map(({ name }) => name)).toEqual(DOCUMENTS);
  expect(parseManifest(documents[0]?.text ?? '')).toMatchObject({ ok: true, manifest: { chain: 'acme' } });
});

test('the same publication gives the same bytes', () => {
  expect(composeDocuments(publication())).toEqual(composeDocuments(structuredClone(publication())));
});

test('sha256sum accepts the checksums of the files and of the other documents, and of nothing else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cascade-documents-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const texts = { engine: 'built', 'größe.txt': '3' };
  const files = Object.entries(texts).map(([name, text]) => releaseFile(name, { sha256: hash('sha256', text) }));
  const documents = composeDocuments(publication({ files }));
  const everything = [...documents, ...Object.entries(texts).map(([name, text]) => ({ name, text }))];
  await Promise.all(everything.map(({ name, text }) => writeFile(join(folder, name), text)));
  const { stdout } = await promisify(execFile)('sha256sum', ['-c', '--strict', 'SHA256SUMS'], {
    cwd: folder,
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  expect(stdout.trimEnd().split('\n')).toEqual(
    ['bom.cdx.json', 'engine', 'größe.txt', 'manifest.json', 'provenance.intoto.json'].map((name) => `${name}: OK`),
  );
});
