import type { Path } from '../problem.ts';
import type { Gate } from '../gates-schema.ts';
import type { OnPush } from '../push-schema.ts';
import type { Package, Step } from '../release-schema.ts';
import type { Artifact, Build, ChainFile, Image } from '../schema.ts';
import type { Deploy } from '../telling-schema.ts';
import type { DispatchEntry } from '../triggers-schema.ts';

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

/** The template of the tag of the release that an artifact is taken from. */
export function tagIn({ path, value }: At<Artifact>): readonly At<string>[] {
  if (typeof value === 'string' || value.tag === undefined) return [];
  return [{ path: [...path, 'tag'], value: value.tag }];
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

/** Every rule for a dispatch from elsewhere, where they are written one by one. */
export function dispatchesIn({ triggers }: ChainFile): readonly At<'standard' | DispatchEntry>[] {
  const { dispatches = [] } = triggers ?? {};
  if (dispatches === 'standard') return [];
  return dispatches.map((value, index) => ({ path: ['triggers', 'dispatches', index], value }));
}

/** Every gate. */
export function gatesIn({ gates = [] }: ChainFile): readonly At<Gate>[] {
  return gates.map((value, index) => ({ path: ['gates', index], value }));
}

/** What each repository says of pushes. */
export function pushesIn({ repositories }: ChainFile): readonly At<OnPush>[] {
  return Object.entries(repositories).flatMap(([alias, { on_push: value }]) =>
    value === undefined ? [] : [{ path: ['repositories', alias, 'on_push'], value }],
  );
}

/** Every signal to deploy. */
export function deploysIn({ repositories }: ChainFile): readonly (At<Deploy> & { readonly alias: string })[] {
  return Object.entries(repositories).flatMap(([alias, { deploy: value }]) =>
    value === undefined ? [] : [{ alias, path: ['repositories', alias, 'deploy'], value }],
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
