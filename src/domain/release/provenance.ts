import { imageChecksums } from './images.ts';
import type { Publication, PublishedMember } from './publication.ts';

/** What happened: a release train of Cascade. docs/manifest.md says what the parameters below it mean. */
const BUILD_TYPE = 'urn:cascade:release-train:v1';
/** Who vouches for it: the Cascade that ran the train. */
const BUILDER = 'urn:cascade:builder:v1';
/** Where a release without any actions run is taken to be: its documents name no server. */
const GITHUB = 'https://github.com';

/** An in-toto Statement v1 (https://in-toto.io/Statement/v1) with a SLSA provenance v1 predicate. */
export interface Provenance {
  readonly _type: 'https://in-toto.io/Statement/v1';
  readonly subject: readonly { readonly name: string; readonly digest: { readonly sha256: string } }[];
  readonly predicateType: 'https://slsa.dev/provenance/v1';
  readonly predicate: {
    readonly buildDefinition: BuildDefinition;
    readonly runDetails: {
      readonly builder: { readonly id: string };
      readonly metadata: { readonly invocationId: string; readonly startedOn: string };
      readonly byproducts: readonly ResourceDescriptor[];
    };
  };
}

export interface BuildDefinition {
  readonly buildType: string;
  /** What was asked for: the version, and what each repository was built at. */
  readonly externalParameters: {
    readonly chain: string;
    readonly kind: string;
    readonly version: string;
    readonly repositories: Readonly<
      Record<string, { readonly repository: string; readonly ref: string; readonly commit: string }>
    >;
  };
  readonly resolvedDependencies: readonly ResourceDescriptor[];
}

/** Something by its address; the name is the alias of the repository that it belongs to. */
export interface ResourceDescriptor {
  readonly name: string;
  readonly uri: string;
  readonly digest?: { readonly gitCommit: string };
  readonly annotations?: Readonly<Record<string, string | number>>;
}

/** Who built the files and images of a release, from what, and how: as tools for supply chains read it. */
export function provenanceOf(publication: Publication): Provenance {
  const { train, files, images, members, startedAt } = publication;
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [...files, ...imageChecksums(images)].map(({ name, sha256 }) => ({ name, digest: { sha256 } })),
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: buildDefinition(publication),
      runDetails: {
        builder: { id: BUILDER },
        metadata: { invocationId: train, startedOn: new Date(startedAt).toISOString() },
        byproducts: members.flatMap(byproduct),
      },
    },
  };
}

function buildDefinition({ chain, kind, version, members }: Publication): BuildDefinition {
  const server = serverOf(members);
  const repositories = members.map(
    ({ alias, repository, ref, commit }) => [alias, { repository, ref, commit }] as const,
  );
  return {
    buildType: BUILD_TYPE,
    externalParameters: { chain, kind, version, repositories: Object.fromEntries(repositories) },
    resolvedDependencies: members.map(({ alias, repository, commit }) => ({
      name: alias,
      uri: `git+${server}/${repository}`,
      digest: { gitCommit: commit },
    })),
  };
}

function byproduct({ alias, run, workflow }: PublishedMember): readonly ResourceDescriptor[] {
  if (run === null) return [];
  return [{ name: alias, uri: run.url, annotations: { attempt: run.attempt, ...(workflow !== null && { workflow }) } }];
}

/** The actions runs' pages tell which server it is. */
function serverOf(members: readonly PublishedMember[]): string {
  const page = members.find(({ run }) => run !== null)?.run?.url ?? GITHUB;
  return /^https?:\/\/[^/]+/.exec(page)?.[0] ?? GITHUB;
}
