import { Readable } from 'node:stream';

import { deleteAsset, uploadAsset } from '../releases/assets.ts';
import type { ReleaseFields } from '../releases/edit.ts';
import { createRelease, deleteRelease, updateRelease } from '../releases/edit.ts';
import type { Release } from '../state/release.ts';
import { resolveCommit } from '../state/repository.ts';
import type { World } from '../world.ts';
import { repositoryNamed } from '../world.ts';

/** A release as a person writes it; by the scenario's login unless said otherwise. Files are added before it is published. */
export interface PersonsRelease {
  readonly tag: string;
  /** Branch or commit that a new tag is made at; the default branch's head unless given. */
  readonly target?: string;
  readonly name?: string;
  readonly body?: string;
  readonly prerelease?: boolean;
  readonly login?: string;
  /** Name to content. */
  readonly files?: Readonly<Record<string, string>>;
}

/** What a person changes about a release that is there; what isn't said stays. */
export type ReleaseChange = Partial<Pick<PersonsRelease, 'name' | 'body' | 'prerelease' | 'tag'>>;

/** What people do with releases on GitHub's pages. Everything is refused as GitHub would, and where there is no such release or file. */
export interface Releasing {
  /** A person publishes a release: tag, release and webhooks. */
  publishRelease(repository: string, release: PersonsRelease): Promise<{ id: number; commit: string }>;
  /** A person saves a release as a draft. */
  draftRelease(repository: string, release: PersonsRelease): Promise<{ id: number }>;
  /** A person changes a release, draft or published. */
  editRelease(repository: string, id: number, change: ReleaseChange): void;
  /** A person publishes a draft, whoever made it. */
  publishDraft(repository: string, id: number): { commit: string };
  /** A person deletes a release; its tag stays. */
  deleteRelease(repository: string, id: number): void;
  /** A person adds a file to a release. */
  addReleaseFile(repository: string, id: number, name: string, content: string | Uint8Array): Promise<void>;
  /** A person deletes a file of a release. */
  deleteReleaseFile(repository: string, id: number, name: string): void;
}

/** The people of a world who make releases. */
export function makeReleasing(world: World): Releasing {
  const { login } = world.scenario;
  const named = (repository: string, id: number) => releaseWithId(world, repository, id);
  return {
    publishRelease: async (repository, release) => {
      const { files } = release;
      const isDraftFirst = files !== undefined;
      const made = await write(world, repository, release, isDraftFirst);
      if (isDraftFirst) updateRelease(world, made, { draft: false }, release.login ?? login);
      return { id: made.id, commit: commitOf(made) };
    },
    draftRelease: async (repository, release) => ({ id: (await write(world, repository, release, true)).id }),
    editRelease: (repository, id, change) => {
      updateRelease(world, named(repository, id), change, login);
    },
    publishDraft: (repository, id) => {
      const release = named(repository, id);
      updateRelease(world, release, { draft: false }, login);
      return { commit: commitOf(release) };
    },
    deleteRelease: (repository, id) => {
      deleteRelease(world, named(repository, id), login);
    },
    addReleaseFile: (repository, id, name, content) => addFile(world, named(repository, id), name, content, login),
    deleteReleaseFile: (repository, id, name) => {
      const release = named(repository, id);
      const asset = [...release.assets.values()].find((known) => known.name === name);
      if (asset === undefined) throw new Error(`The release ${id} of ${repository} has no file ${name}.`);
      deleteAsset(world, release, asset);
    },
  };
}

/** Saves a release with its files; without `draft` it is published at once. */
async function write(world: World, repository: string, release: PersonsRelease, draft: boolean): Promise<Release> {
  const { login = world.scenario.login, files = {}, ...said } = release;
  const fields: ReleaseFields = { ...said, draft };
  const made = createRelease(world, repositoryNamed(world, repository), fields, login);
  for (const [name, content] of Object.entries(files)) await addFile(world, made, name, content, login);
  return made;
}

async function addFile(
  world: World,
  release: Release,
  name: string,
  text: string | Uint8Array,
  login: string,
): Promise<void> {
  const content = Readable.from([Buffer.from(text)]);
  const contentType = 'application/octet-stream';
  await uploadAsset(world, release, { name, label: null, contentType, login, announcedSize: undefined, content });
}

function releaseWithId(world: World, repository: string, id: number): Release {
  const release = repositoryNamed(world, repository).releases.get(id);
  if (release === undefined) throw new Error(`${repository} has no release ${id}.`);
  return release;
}

function commitOf({ repository, tag }: Release): string {
  const commit = resolveCommit(repository, `refs/tags/${tag}`);
  if (commit === undefined) throw new Error(`${repository.fullName} has no tag ${tag} after its release was published`);
  return commit.sha;
}
