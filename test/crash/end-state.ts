import type { AssetRecord, ReleaseRecord } from '../../simulator/records.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import { verifySignature } from '../../src/artifacts/verify-signature.ts';
import { isDocumentName, SHA256SUMS, SIGNED, signatureName } from '../../src/domain/release/document-names.ts';
import type { GitHub, RepositoryName } from '../../src/github/port.ts';

/** A release's end as GitHub shows it; two releases of one chain that ended alike are equal. */
export interface EndState {
  readonly outcome: string;
  readonly runs: readonly string[];
  readonly releases: readonly string[];
  /** The lines of `SHA256SUMS`, but for those of the documents, which tell ids and times. */
  readonly checksums: readonly string[];
  /** For each signed document whose signature is good by the key. */
  readonly signed: readonly string[];
  readonly tags: readonly string[];
  readonly violations: readonly string[];
}

/** What an end is read from. */
export interface Ended {
  readonly simulator: Simulator;
  readonly github: GitHub;
  readonly repositories: readonly RepositoryName[];
  /** The version, and everybody's tag of it. */
  readonly tag: string;
  /** The armoured public key. */
  readonly key: string;
  readonly outcome: string;
}

/** Reads the end of a release. What differs by design is left out: ids, times and signatures, and what is made of them. */
export async function readEndState(ended: Ended): Promise<EndState> {
  const { simulator, github, repositories, tag, outcome } = ended;
  const violations = simulator.violations().map(({ operation, message }) => `${operation}: ${message}`);
  const releases = repositories.flatMap((repository) =>
    simulator.releases(fullName(repository)).map((release) => ({ repository, release })),
  );
  const texts = await Promise.all(releases.map(({ repository, release }) => documentsOf(github, repository, release)));
  const documents = new Map(texts.flatMap((each) => [...each]));
  const tags = repositories.map(async (repository) => {
    const commit = await github.commit(repository, `tags/${tag}`);
    return `${fullName(repository)} ${tag} at ${commit ?? 'nothing'}`;
  });
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
    checksums: (documents.get(SHA256SUMS) ?? '').split('\n').filter((line) => !isDocumentName(line.slice(66))),
    signed: await signedBy(documents, ended.key),
    tags: await Promise.all(tags),
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

async function signedBy(documents: ReadonlyMap<string, string>, key: string): Promise<readonly string[]> {
  const signed: string[] = [];
  for (const name of SIGNED) {
    const signature = documents.get(signatureName(name)) ?? '';
    const { signers } = await verifySignature(Buffer.from(documents.get(name) ?? ''), signature, [key]);
    if (signers.length > 0) signed.push(name);
  }
  return signed;
}

function fullName({ owner, name }: RepositoryName): string {
  return `${owner}/${name}`;
}
