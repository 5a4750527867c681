import { Readable } from 'node:stream';
import { composeDocuments } from '../artifacts/documents/compose.ts';
import type { Publication } from '../domain/release/publication.ts';
import type { PublishedFile } from '../domain/train-state.ts';
import { beating } from './beating.ts';
import type { Dependencies } from './dependencies.ts';
import { withGitHubFailures } from './failures.ts';
import { ensureAssets, type ReleasePlace } from './staging/ensure-assets.ts';

type Means = Pick<Dependencies, 'github' | 'staging'>;

/** Makes manifest, bill of materials, provenance and checksums, and brings them into the release. */
export function uploadDocuments(means: Means) {
  return async function uploadDocuments({
    publication,
    ...place
  }: ReleasePlace & { readonly publication: Publication }): Promise<readonly PublishedFile[]> {
    return uploadTexts(means, place, composeDocuments(publication));
  };
}

/** Brings signatures into the release. */
export function uploadSignatures(means: Means) {
  return async function uploadSignatures({
    signatures,
    ...place
  }: ReleasePlace & { readonly signatures: readonly Text[] }): Promise<readonly PublishedFile[]> {
    return uploadTexts(means, place, signatures);
  };
}

interface Text {
  readonly name: string;
  readonly text: string;
}

async function uploadTexts(
  { github, staging }: Means,
  place: ReleasePlace,
  texts: readonly Text[],
): Promise<readonly PublishedFile[]> {
  return withGitHubFailures(() =>
    beating(async (signal) => {
      const files = [];
      for (const { name, text } of texts) {
        const content = Readable.from([Buffer.from(text)]);
        files.push({ name, ...(await staging.of(place.train).stage(content, { expectedDigest: null })) });
      }
      await ensureAssets(github, place, files, signal, ({ path }) => Promise.resolve(path));
      return files.map(({ name, size, sha256 }) => ({ name, size, sha256 }));
    }),
  );
}
