import { parseManifest } from '../artifacts/documents/manifest-schema.ts';
import { MANIFEST } from '../domain/release/document-names.ts';
import type { Manifest } from '../domain/release/manifest.ts';
import type { GitHub, RepositoryName } from '../github/port.ts';

/** Larger than any manifest, and no danger to memory. */
const LONGEST_MANIFEST = 32 * 1024 ** 2;

/** The manifest of a release, draft or not; `null` where it has none that can be read. */
export async function readManifest(
  github: GitHub,
  repository: RepositoryName,
  releaseId: number,
): Promise<Manifest | null> {
  const asset = (await github.assets(repository, releaseId)).find(({ name }) => name === MANIFEST);
  if (asset?.state !== 'uploaded' || asset.size > LONGEST_MANIFEST) return null;
  const content = await github.downloadAsset(repository, asset.id, AbortSignal.timeout(60_000));
  const parsed = parseManifest(await new Response(content).text());
  return parsed.ok ? parsed.manifest : null;
}
