import type { ArtifactSource, AssetSource, ReleaseFile } from '../../../../src/domain/release/release-file.ts';
import { artifact } from '../../../support/actions-runs.ts';

/** A file in an artifact of acme/engine, unless something else is said. */
export function releaseFile(name: string, differences: Partial<ReleaseFile> = {}): ReleaseFile {
  return { name, size: 1, sha256: 'a'.repeat(64), executable: false, from: fromArtifact(), ...differences };
}

/** An artifact of a repository. */
export function fromArtifact(alias = 'engine', differences: Partial<ArtifactSource> = {}): ArtifactSource {
  const stored = artifact(`${alias}-binaries`);
  return {
    type: 'artifact',
    alias,
    owner: 'acme',
    name: alias,
    artifact: stored,
    asIs: false,
    parameters: {},
    ...differences,
  };
}

/** A file of a release of a repository. */
export function fromRelease(alias = 'engine', differences: Partial<AssetSource> = {}): AssetSource {
  const asset = { id: 1, name: `${alias}.zip`, size: 1, digest: null };
  return { type: 'asset', alias, owner: 'acme', name: alias, tag: 'v1.0.0', asset, parameters: {}, ...differences };
}
