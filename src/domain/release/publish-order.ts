import type { ActionsRunRef, ArtifactReport } from './actions-run.ts';
import type { Timings } from './timings.ts';

/** All that publishing needs to know of its train. */
export interface PublishOrder {
  readonly train: string;
  /** Ties the draft to this execution of the train. 8 hexadecimal digits. */
  readonly digest: string;
  readonly owner: string;
  readonly name: string;
  readonly tag: string;
  readonly commit: string;
  readonly title: string;
  readonly notes: string;
  readonly prerelease: boolean;
  readonly sources: readonly ArtifactSource[];
  readonly timings: Timings;
}

/** The artifacts of one judged actions run. */
export interface ArtifactSource {
  readonly alias: string;
  readonly run: ActionsRunRef;
  readonly artifacts: readonly ArtifactReport[];
}

/** One artifact, and where it can be fetched again by any worker. */
export interface ArtifactRef {
  readonly alias: string;
  readonly owner: string;
  readonly name: string;
  readonly artifact: ArtifactReport;
}

/** A file inside an artifact. */
export interface CollectedFile {
  readonly name: string;
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly from: ArtifactRef;
}

/** Every artifact of the sources, in their order. */
export function artifactRefs(sources: readonly ArtifactSource[]): readonly ArtifactRef[] {
  return sources.flatMap(({ alias, run, artifacts }) =>
    artifacts.map((artifact) => ({ alias, owner: run.owner, name: run.name, artifact })),
  );
}

/** The name of the file that lists all others. */
export const SHA256SUMS = 'SHA256SUMS';

/** What is wrong with the names of the files, each clash with all that share the name; empty where nothing is. */
export function nameClashes(files: readonly CollectedFile[]): readonly string[] {
  const byName = new Map<string, CollectedFile[]>();
  for (const file of files) byName.set(file.name, [...(byName.get(file.name) ?? []), file]);
  return [...byName].flatMap(([name, sharing]) => {
    const places = sharing.map(({ from }) => `${from.alias} (artifact ${from.artifact.name})`).join(' and ');
    if (name === SHA256SUMS) return [`${SHA256SUMS} is made by Cascade, but also comes from ${places}`];
    return sharing.length > 1 ? [`${name} comes from ${places}`] : [];
  });
}
