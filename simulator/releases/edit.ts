import { now } from '../clock.ts';
import { notFound, validationFailed } from '../server/answer.ts';
import type { Release } from '../state/release.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import { chooseLatest, dropAsLatest, mayBeLatest } from './latest.ts';
import { announceRelease, commitToTag, publish } from './publish.ts';

/** What a client may say of a release; what it doesn't say stays, or gets GitHub's default. */
export interface ReleaseFields {
  readonly tag?: string;
  readonly target?: string;
  readonly name?: string;
  readonly body?: string;
  readonly draft?: boolean;
  readonly prerelease?: boolean;
  /** GitHub's text: `true` (what it is unless said), `false` or `legacy`. */
  readonly makeLatest?: string;
}

/** GitHub's limit, in characters; it isn't in the documentation. */
const longestBody = 125_000;

/** Makes a release, published at once unless it is a draft. Nothing keeps two drafts from having the same tag name. */
export function createRelease(world: World, repository: Repository, fields: ReleaseFields, login: string): Release {
  const { tag } = fields;
  if (tag === undefined || tag === '') {
    throw validationFailed({ resource: 'Release', code: 'missing_field', field: 'tag_name' });
  }
  refuseBody(fields);
  refuseBurntTag(repository, tag);
  const at = now();
  const release: Release = {
    id: world.ids.next(),
    repository,
    author: login,
    createdAt: at,
    updatedAt: at,
    publishedAt: undefined,
    assets: new Map(),
    tag,
    target: fields.target ?? repository.defaultBranch,
    name: fields.name ?? null,
    body: fields.body ?? null,
    draft: true,
    prerelease: fields.prerelease ?? false,
    immutable: false,
  };
  if (fields.draft !== true) {
    publish(world, release, { login, wasDraft: false, makeLatest: fields.makeLatest });
  }
  repository.releases.set(release.id, release);
  world.journal.changed();
  return release;
}

/** Changes a release, and publishes it if it was a draft and shall be none. What is refused changes nothing. */
export function updateRelease(world: World, release: Release, fields: ReleaseFields, login: string): void {
  const { tag = release.tag, target = release.target } = fields;
  const publishes = release.draft && fields.draft === false;
  refuseBody(fields);
  if (release.immutable) refuseWhereImmutable(release, fields);
  if (tag !== release.tag) refuseBurntTag(release.repository, tag);
  if (publishes) commitToTag(release, { tag, target });

  release.tag = tag;
  release.target = target;
  release.name = fields.name ?? release.name;
  release.body = fields.body ?? release.body;
  release.prerelease = fields.prerelease ?? release.prerelease;
  release.updatedAt = now();
  if (publishes) publish(world, release, { login, wasDraft: true, makeLatest: fields.makeLatest });
  else if (!release.draft) {
    release.draft = fields.draft ?? false;
    if (fields.makeLatest !== undefined || !mayBeLatest(release)) chooseLatest(release, fields.makeLatest);
    announceRelease(world, release, release.draft ? 'unpublished' : 'edited', login);
  }
  world.journal.changed();
}

/** Deletes a release; its tag stays, as on GitHub. */
export function deleteRelease(world: World, release: Release, login: string): void {
  const { repository } = release;
  if (!repository.releases.delete(release.id)) throw notFound();
  dropAsLatest(release);
  if (!release.draft) announceRelease(world, release, 'deleted', login);
  world.journal.changed();
}

function refuseBody({ body }: ReleaseFields): void {
  if (body === undefined || body.length <= longestBody) return;
  const message = `body is too long (maximum is ${longestBody} characters)`;
  throw validationFailed({ resource: 'Release', code: 'custom', field: 'body', message });
}

function refuseBurntTag(repository: Repository, tag: string): void {
  if (!repository.burntTags.has(tag)) return;
  const message = 'tag_name was used by an immutable release';
  throw validationFailed({ resource: 'Release', code: 'custom', field: 'tag_name', message });
}

/** Title and notes are all that can be changed; what is said again as it was changes nothing. */
function refuseWhereImmutable(release: Release, fields: ReleaseFields): void {
  if (fields.draft === true) {
    const message = 'state cannot be changed when release is immutable';
    throw validationFailed({ resource: 'Release', code: 'custom', field: 'state', message });
  }
  for (const [field, said, was] of [
    ['tag_name', fields.tag, release.tag],
    ['target_commitish', fields.target, release.target],
  ] as const) {
    if (said === undefined || said === was) continue;
    const message = `${field} cannot be changed when release is immutable`;
    throw validationFailed({ resource: 'Release', code: 'custom', field, message });
  }
}
