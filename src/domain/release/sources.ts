import type { ArtifactReport } from '../actions-run.ts';
import { type ExpectedFile, matchesName } from '../expected-artifacts.ts';
import { fillTemplate } from '../template.ts';
import type { MemberOutputs } from './publish-order.ts';
import type { ArtifactSource, AssetReport, AssetSource, StoredSource } from './release-file.ts';

/** Where the files of one repository come from. */
export interface MemberSources {
  readonly files: readonly StoredSource[];
  /** The same built a second time: the place of the first among `files`, and the second. */
  readonly rebuilt: readonly { readonly first: number; readonly second: ArtifactSource }[];
  /** What should be there and isn't, in words. */
  readonly missing: readonly string[];
  /** What is there although nobody expected it, in words. */
  readonly extra: readonly string[];
}

/** Chooses, of what an actions run left, what goes into the release. */
export function artifactSources(outputs: MemberOutputs): MemberSources {
  const expected = outputs.expected.filter(({ source }) => source === 'actions-artifact');
  const files: ArtifactSource[] = [];
  const rebuilt: { first: number; second: ArtifactSource }[] = [];
  const missing: string[] = [];
  const used = new Set<string>();
  const seconds = secondBuilds(expected, outputs.artifacts);
  const sourceOf = (artifact: ArtifactReport, { parameters, asIs }: ExpectedFile): ArtifactSource => {
    used.add(artifact.name);
    const { owner, name } = outputs.run ?? outputs;
    return { type: 'artifact', alias: outputs.alias, owner, name, artifact, asIs, parameters };
  };
  for (const one of expected) {
    const matching = outputs.artifacts.filter(
      ({ name }) => matchesName(one.name, name) && !used.has(name) && !seconds.has(name),
    );
    if (matching.length === 0) missing.push(`${outputs.alias} has no artifact ${one.name}`);
    for (const artifact of matching) {
      const first = files.push(sourceOf(artifact, one)) - 1;
      if (one.rebuilt === null) continue;
      const name = fillTemplate(one.rebuilt, { artifact: artifact.name });
      const second = outputs.artifacts.find((candidate) => candidate.name === name);
      if (second === undefined)
        missing.push(`${outputs.alias} has no artifact ${name}, the second build of ${artifact.name}`);
      else rebuilt.push({ first, second: sourceOf(second, one) });
    }
  }
  const extra = outputs.artifacts
    .filter(({ name }) => !used.has(name))
    .map(({ name }) => `${outputs.alias} left an artifact that nobody expected: ${name}`);
  return { files, rebuilt, missing, extra };
}

/** The names of the second builds that are there: a pattern for the first ones may match them, too. */
function secondBuilds(expected: readonly ExpectedFile[], artifacts: readonly ArtifactReport[]): ReadonlySet<string> {
  const names = expected.flatMap(({ name: wanted, rebuilt }) =>
    rebuilt === null
      ? []
      : artifacts
          .filter(({ name }) => matchesName(wanted, name))
          .map(({ name }) => fillTemplate(rebuilt, { artifact: name })),
  );
  return new Set(names.filter((name) => artifacts.some((artifact) => artifact.name === name)));
}

/** A release whose files are taken over. */
export interface SourceRelease {
  readonly owner: string;
  readonly name: string;
  readonly tag: string;
  /** `null` where there is no such release. */
  readonly assets: readonly AssetReport[] | null;
}

/** What a repository should have in one of its own releases. */
export interface OwnRelease {
  readonly tag: string;
  readonly wanted: readonly ExpectedFile[];
}

/** The releases, made by its own actions workflow, from which files of a repository are taken. */
export function ownReleases({ tag, expected }: Pick<MemberOutputs, 'tag' | 'expected'>): readonly OwnRelease[] {
  const ofReleases = expected.filter(({ source }) => source === 'release-asset');
  return [...Map.groupBy(ofReleases, (one) => one.tag ?? tag)].map(([own, wanted]) => ({ tag: own, wanted }));
}

/** What a repository should have in a release of the chain that was published before. */
export interface EarlierRelease {
  /** `null` for the last one. */
  readonly tag: string | null;
  readonly wanted: readonly ExpectedFile[];
}

/** The releases of the chain from which files are taken over. */
export function earlierReleases({ expected }: Pick<MemberOutputs, 'expected'>): readonly EarlierRelease[] {
  const ofReleases = expected.filter(({ source }) => source === 'earlier-release');
  return [...Map.groupBy(ofReleases, (one) => one.tag)].map(([tag, wanted]) => ({ tag, wanted }));
}

/** Chooses, of what a release has, what was wanted. */
export function assetSources(
  alias: string,
  wanted: readonly ExpectedFile[],
  { owner, name, tag, assets }: SourceRelease,
): Pick<MemberSources, 'files' | 'missing'> {
  const files: AssetSource[] = [];
  const missing: string[] = [];
  for (const one of wanted) {
    const matching = (assets ?? []).filter((asset) => matchesName(one.name, asset.name));
    if (matching.length === 0) {
      const where =
        assets === null ? `${owner}/${name} has no release ${tag}` : `the release ${tag} of ${owner}/${name} has none`;
      missing.push(`${alias} should have the file ${one.name}, but ${where}`);
    }
    for (const asset of matching) {
      files.push({ type: 'asset', alias, owner, name, tag, asset, parameters: one.parameters });
    }
  }
  return { files, missing };
}

/** The files of a repository's own release that none of its components expected, in words. */
export function extraAssets(outputs: readonly MemberOutputs[], release: SourceRelease): readonly string[] {
  const { owner, name, tag, assets } = release;
  const wanted = outputs
    .filter((member) => member.owner === owner && member.name === name)
    .flatMap(ownReleases)
    .flatMap((own) => (own.tag === tag ? own.wanted : []));
  return (assets ?? [])
    .filter((asset) => !wanted.some((one) => matchesName(one.name, asset.name)))
    .map((asset) => `the release ${tag} of ${owner}/${name} has a file that nobody expected: ${asset.name}`);
}
