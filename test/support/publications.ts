import type { Publication, PublishedImage, PublishedMember } from '../../src/domain/release/publication.ts';
import type { ArtifactSource, AssetSource, ReleaseFile } from '../../src/domain/release/release-file.ts';
import { artifact, COMMIT, runRef } from './actions-runs.ts';

/** A repository of acme's that was built for the release at the pinned commit. */
export function member(alias: string, differences: Partial<PublishedMember> = {}): PublishedMember {
  return {
    alias,
    repository: `acme/${alias}`,
    needs: [],
    ref: 'main',
    commit: COMMIT,
    tag: 'v1.4.0',
    work: 'build',
    run: runRef({ name: alias, url: `https://github.test/acme/${alias}/actions/runs/7` }),
    workflow: 'build.yml',
    ...differences,
  };
}

/** An artifact of a repository of acme's. */
export function artifactSource(alias: string, differences: Partial<ArtifactSource> = {}): ArtifactSource {
  const stored = artifact(`${alias}-files`, { digest: `sha256:${'d'.repeat(64)}` });
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

/** A file of a release that a repository of acme's made itself. */
function assetSource(alias: string, differences: Partial<AssetSource> = {}): AssetSource {
  const asset = { id: 5, name: `${alias}.deb`, size: 10, digest: null };
  return { type: 'asset', alias, owner: 'acme', name: alias, tag: 'v1', asset, parameters: {}, ...differences };
}

/** A file of the release, from an artifact of the engine's. */
export function releaseFile(name: string, differences: Partial<ReleaseFile> = {}): ReleaseFile {
  return { name, size: 12, sha256: 'a'.repeat(64), executable: false, from: artifactSource('engine'), ...differences };
}

/** The container image that the app's build pushed. */
export function publishedImage(differences: Partial<PublishedImage> = {}): PublishedImage {
  return { alias: 'app', reference: 'ghcr.io/acme/app:1.4.0', digest: `sha256:${'1f'.repeat(32)}`, ...differences };
}

/** Release v1.4.0 of a chain of two: the engine's file from an artifact, one of the app's own release, and both packed. */
export function publication(differences: Partial<Publication> = {}): Publication {
  const sources = [artifactSource('engine'), assetSource('app')];
  const entries = [
    { path: 'app/app.deb', sha256: 'b'.repeat(64), executable: false, source: 1 },
    { path: 'engine/engine', sha256: 'a'.repeat(64), executable: true, source: 0 },
  ];
  return {
    chain: 'acme',
    train: 'acme/release/v1.4.0',
    kind: 'release',
    version: 'v1.4.0',
    repository: 'acme/releases',
    tag: 'v1.4.0',
    commit: 'c'.repeat(40),
    startedAt: Date.UTC(2026, 10, 21, 12),
    startedBy: 'ada',
    parameters: { platform: ['linux'] },
    members: [member('engine'), member('app', { needs: ['engine'], work: 'nothing', run: null, workflow: null })],
    files: [
      releaseFile('engine', { executable: true }),
      releaseFile('app.deb', { sha256: 'b'.repeat(64), from: assetSource('app') }),
      releaseFile('acme-v1.4.0.zip', {
        sha256: 'e'.repeat(64),
        from: { type: 'packed', format: 'zip', entries, sources },
      }),
    ],
    images: [],
    checks: [{ file: 'engine', check: 'digest', with: 'engine-files' }],
    warnings: [],
    ...differences,
  };
}
