import type { Path } from '../problem.ts';
import type { Artifact, Build, ChainFile } from '../schema.ts';

/** Something of a chain file with the place where it is written. */
export interface At<T> {
  readonly path: Path;
  readonly value: T;
}

/** Every build as written: the defaults' and each repository's. */
export function buildsIn({ defaults, repositories }: ChainFile): readonly At<Build>[] {
  const own = Object.entries(repositories).flatMap(([alias, { build }]) =>
    build === undefined || build === false ? [] : [{ path: ['repositories', alias, 'build'], value: build }],
  );
  return defaults?.build === undefined ? own : [{ path: ['defaults', 'build'], value: defaults.build }, ...own];
}

/** Every artifact as written: the defaults' and each repository's. */
export function artifactsIn({ defaults, repositories }: ChainFile): readonly At<Artifact>[] {
  const own = Object.entries(repositories).flatMap(([alias, { artifacts = [] }]) =>
    artifacts.map((value, index) => ({ path: ['repositories', alias, 'artifacts', index], value })),
  );
  const shared = (defaults?.artifacts ?? []).map((value, index) => ({ path: ['defaults', 'artifacts', index], value }));
  return [...shared, ...own];
}

/** The template of an artifact's name. */
export function nameOf({ path, value }: At<Artifact>): At<string> {
  return typeof value === 'string' ? { path, value } : { path: [...path, 'name'], value: value.name };
}

/** The template of the artifact's name that proves the commit, where a build has one. */
export function proofIn({ path, value: { proof } }: At<Build>): readonly At<string>[] {
  return proof === undefined ? [] : [{ path: [...path, 'proof'], value: proof }];
}

/** The templates of a build: inputs and fields of the payload. */
export function fieldsIn({ path, value }: At<Build>): readonly At<string>[] {
  return (['inputs', 'payload'] as const).flatMap((group) =>
    Object.entries(value[group] ?? {}).map(([field, template]) => ({ path: [...path, group, field], value: template })),
  );
}
