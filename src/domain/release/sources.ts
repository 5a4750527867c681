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
  /** Artifacts that nobody expected, by name. */
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
  const sourceOf = (artifact: ArtifactReport, { parameters }: ExpectedFile): ArtifactSource => {
    used.add(artifact.name);
    const { owner, name } = outputs.run ?? outputs;
    return { type: 'artifact', alias: outputs.alias, owner, name, artifact, parameters };
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
  const extra = outputs.artifacts.filter(({ name }) => !used.has(name)).map(({ name }) => name);
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

/** Chooses, of what a release has, what goes into this one. */
export function assetSources(
  { alias, expected }: MemberOutputs,
  origin: 'release-asset' | 'earlier-release',
  { owner, name, tag, assets }: SourceRelease,
): Pick<MemberSources, 'files' | 'missing'> {
  const wanted = expected.filter(({ source }) => source === origin);
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
