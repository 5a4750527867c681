import type { AssetRecord, ReleaseRecord } from '../../simulator/records.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import { verifySignature } from '../../src/artifacts/verify-signature.ts';
import { parseManifest } from '../../src/artifacts/documents/manifest-schema.ts';
import { isDocumentName, MANIFEST, SHA256SUMS, signedDocument } from '../../src/domain/release/document-names.ts';
import { pullReference } from '../../src/domain/release/images.ts';
import type { GitHub, RepositoryName } from '../../src/github/port.ts';

/** A release's end as GitHub shows it; two releases of one chain that ended alike are equal. */
export interface EndState {
  readonly outcome: string;
  readonly runs: readonly string[];
  readonly releases: readonly string[];
  readonly latest: readonly string[];
  /** The lines of `SHA256SUMS`, but for those of the documents, which tell ids and times. */
  readonly checksums: readonly string[];
  /** The signatures that are good by one of the keys. */
  readonly signatures: readonly string[];
  /** By their digests, as the manifest names them. */
  readonly images: readonly string[];
  /** Every tag, those that hold commits included. */
  readonly tags: readonly string[];
  /** The open pull requests with new versions, each with what the file says there. */
  readonly proposals: readonly string[];
  readonly violations: readonly string[];
}

/** What an end is read from. */
export interface Ended {
  readonly simulator: Simulator;
  readonly github: GitHub;
  readonly repositories: readonly RepositoryName[];
  /** The version, and everybody's tag of it. */
  readonly tag: string;
  /** Of all who sign: armoured public keys. */
  readonly keys: readonly string[];
  readonly outcome: string;
}

/** Reads the end of a release. What differs by design is left out: ids, times and signatures, and what is made of them. */
export async function readEndState(ended: Ended): Promise<EndState> {
  const { simulator, github, repositories, tag, keys, outcome } = ended;
  const violations = simulator.violations().map(({ operation, message }) => `${operation}: ${message}`);
  const releases = repositories.flatMap((repository) =>
    simulator.releases(fullName(repository)).map((release) => ({ repository, release })),
  );
  const texts = await Promise.all(releases.map(({ repository, release }) => documentsOf(github, repository, release)));
  const documents = new Map(texts.flatMap((each) => [...each]));
  return {
    outcome,
    violations,
    runs: simulator
      .runs()
      .map(
        ({ repository, path, attempt, conclusion }) =>
          `${repository} ${path} attempt ${attempt}: ${conclusion ?? 'unfinished'}`,
      )
      .sort(),
    releases: releases.flatMap(({ repository, release }) => describe(fullName(repository), release)),
    latest: await everyOf(repositories, (repository) => latestOf(github, repository)),
    checksums: (documents.get(SHA256SUMS) ?? '').split('\n').filter((line) => !isDocumentName(line.slice(66))),
    signatures: await goodSignatures(documents, keys),
    images: imagesIn(documents.get(MANIFEST) ?? ''),
    tags: await everyOf(repositories, (repository) => tagsOf(github, repository)),
    proposals: await everyOf(repositories, (repository) => proposalsIn(github, repository, tag)),
  };
}

function describe(repository: string, { tag, draft, assets }: ReleaseRecord): readonly string[] {
  const content = ({ name, size, digest }: AssetRecord) => (isDocumentName(name) ? '' : ` ${size} ${digest ?? ''}`);
  return [
    `${repository} ${tag} ${draft ? 'draft' : 'published'}`,
    ...assets.map((asset) => `${repository} ${tag}: ${asset.name} ${asset.state}${content(asset)}`).sort(),
  ];
}

async function documentsOf(
  github: GitHub,
  repository: RepositoryName,
  { id }: ReleaseRecord,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const { name, state, id: asset } of await github.assets(repository, id)) {
    if (state !== 'uploaded' || !isDocumentName(name)) continue;
    const content = await github.downloadAsset(repository, asset, new AbortController().signal);
    texts.set(name, await new Response(content).text());
  }
  return texts;
}

async function goodSignatures(
  documents: ReadonlyMap<string, string>,
  keys: readonly string[],
): Promise<readonly string[]> {
  const good: string[] = [];
  for (const [name, signature] of documents) {
    const document = documents.get(signedDocument(name) ?? '');
    if (document === undefined) continue;
    const { signers } = await verifySignature(Buffer.from(document), signature, keys);
    if (signers.length > 0) good.push(name);
  }
  return good.sort();
}

function imagesIn(manifest: string): readonly string[] {
  const parsed = parseManifest(manifest);
  return parsed.ok ? parsed.manifest.images.map(pullReference) : parsed.problems;
}

async function latestOf(github: GitHub, repository: RepositoryName): Promise<readonly string[]> {
  const latest = await github.latestRelease(repository);
  return latest === null ? [] : [`${fullName(repository)} ${latest.tag}`];
}

async function tagsOf(github: GitHub, repository: RepositoryName): Promise<readonly string[]> {
  const tags = [...(await github.tags(repository, 'v')), ...(await github.tags(repository, 'cascade/'))];
  return tags.map(({ name, commit }) => `${fullName(repository)} ${name} at ${commit}`).sort();
}

async function proposalsIn(github: GitHub, repository: RepositoryName, tag: string): Promise<readonly string[]> {
  const branch = `cascade/versions-${tag}`;
  const open = await github.pullRequests(repository, branch);
  const file = await github.fileAt(repository, 'versions.toml', branch);
  return open.map(({ title }) => `${fullName(repository)}: ${title}\n${file?.text ?? 'no file'}`);
}

async function everyOf(
  repositories: readonly RepositoryName[],
  read: (repository: RepositoryName) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  return (await Promise.all(repositories.map(read))).flat();
}

function fullName({ owner, name }: RepositoryName): string {
  return `${owner}/${name}`;
}
