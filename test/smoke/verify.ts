import { createHash } from 'node:crypto';
import { parseSha256Sums } from '../../src/domain/checksums.ts';
import { SHA256SUMS } from '../../src/domain/release/document-names.ts';
import type { GitHub, RepositoryName } from '../../src/github/port.ts';
import { ask } from './rest.ts';
import type { SmokeSettings } from './settings.ts';

/** A file of the release, and whether it is what the checksums say. */
export interface VerifiedFile {
  readonly name: string;
  readonly size: number;
  readonly right: boolean;
}

/** Downloads every file of a published release and compares it with its `SHA256SUMS`, which must list each. */
export async function verifyRelease(
  github: GitHub,
  settings: SmokeSettings,
  repository: RepositoryName,
  releaseId: number,
): Promise<readonly VerifiedFile[]> {
  const contents = new Map<string, Buffer>();
  for (const { id, name } of await github.assets(repository, releaseId)) {
    const response = await ask(settings, repository, `releases/assets/${id}`, { accept: 'application/octet-stream' });
    contents.set(name, Buffer.from(await response.arrayBuffer()));
  }
  const { checksums } = parseSha256Sums(contents.get(SHA256SUMS)?.toString() ?? '');
  const expected = new Map(checksums.map(({ name, sha256 }) => [name, sha256]));
  const names = [...new Set([...contents.keys(), ...expected.keys()])].filter((name) => name !== SHA256SUMS);
  return names.map((name) => {
    const content = contents.get(name);
    const sha256 = content === undefined ? null : createHash('sha256').update(content).digest('hex');
    return { name, size: content?.length ?? 0, right: sha256 !== null && sha256 === expected.get(name) };
  });
}
