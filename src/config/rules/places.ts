import type { Path } from '../problem.ts';
import type { Package, Step } from '../release-schema.ts';
import type { Artifact, Build, ChainFile, Image } from '../schema.ts';

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

/** The template of the name that an artifact has where it was built again. */
export function rebuiltIn({ path, value }: At<Artifact>): readonly At<string>[] {
  if (typeof value === 'string' || value.rebuilt === undefined) return [];
  return [{ path: [...path, 'rebuilt'], value: value.rebuilt }];
}

/** Every recipe of a package. */
export function packagesIn({ release }: ChainFile): readonly At<Package>[] {
  return (release?.packages ?? []).map((value, index) => ({ path: ['release', 'packages', index], value }));
}

/** Every publish step. */
export function stepsIn({ release }: ChainFile): readonly At<Step>[] {
  return (release?.steps ?? []).map((value, index) => ({ path: ['release', 'steps', index], value }));
}

/** Every container image. */
export function imagesIn({ repositories }: ChainFile): readonly (At<Image> & { readonly alias: string })[] {
  return Object.entries(repositories).flatMap(([alias, { images = [] }]) =>
    images.map((value, index) => ({ alias, path: ['repositories', alias, 'images', index], value })),
  );
}

/** The template of the artifact's name that proves the commit, where a build has one. */
export function proofIn({ path, value: { proof } }: At<Build>): readonly At<string>[] {
  return proof === undefined ? [] : [{ path: [...path, 'proof'], value: proof }];
}

/** The templates of a build or a publish step: inputs and fields of the payload. */
export function fieldsIn({ path, value }: At<Pick<Build, 'inputs' | 'payload'>>): readonly At<string>[] {
  return (['inputs', 'payload'] as const).flatMap((group) =>
    Object.entries(value[group] ?? {}).map(([field, template]) => ({ path: [...path, group, field], value: template })),
  );
}
