import type { RestEndpointMethodTypes } from '@octokit/rest';
import type { OctokitFor } from './access.ts';
import { at } from './at.ts';
import { ask, askForOne } from './errors.ts';
import { allOf } from './pages.ts';
import { WRITE_AT_COMMIT } from './permissions.ts';
import type { GitHub } from './port.ts';
import type { DraftContent, Release } from './port-releases.ts';

type ReleaseRecord = RestEndpointMethodTypes['repos']['getRelease']['response']['data'];

type ReleaseCalls = Pick<
  GitHub,
  | 'releases'
  | 'release'
  | 'releaseByTag'
  | 'latestRelease'
  | 'createDraft'
  | 'updateNotes'
  | 'deleteRelease'
  | 'publish'
  | 'makeLatest'
>;

/** The part of the port about releases; their files are apart. */
export function makeReleases(octokitFor: OctokitFor): ReleaseCalls {
  return {
    releases(repository) {
      // Drafts show only to those who may write.
      return ask({ what: 'list the releases', repository, permission: 'Contents: write' }, () =>
        allOf(
          (paging) => octokitFor(repository).rest.repos.listReleases({ ...at(repository), ...paging }),
          (releases) => releases.map(toRelease),
        ),
      );
    },

    release(repository, id) {
      return askForOne({ what: `read release ${id}`, repository, permission: 'Contents: read' }, async () => {
        const { data } = await octokitFor(repository).rest.repos.getRelease({ ...at(repository), release_id: id });
        return toRelease(data);
      });
    },

    releaseByTag(repository, tag) {
      return askForOne({ what: `read the release of ${tag}`, repository, permission: 'Contents: read' }, async () => {
        const { data } = await octokitFor(repository).rest.repos.getReleaseByTag({ ...at(repository), tag });
        return toRelease(data);
      });
    },

    latestRelease(repository) {
      return askForOne({ what: 'read the latest release', repository, permission: 'Contents: read' }, async () => {
        const { data } = await octokitFor(repository).rest.repos.getLatestRelease(at(repository));
        return toRelease(data);
      });
    },

    createDraft(repository, draft) {
      return ask({ what: `create a draft for ${draft.tag}`, repository, permission: WRITE_AT_COMMIT }, async () => {
        const { data } = await octokitFor(repository).rest.repos.createRelease({
          ...at(repository),
          ...content(draft),
          draft: true,
        });
        return toRelease(data);
      });
    },

    updateNotes(repository, releaseId, tag, notes) {
      const call = { what: `change the notes of ${tag}`, repository, permission: WRITE_AT_COMMIT };
      return ask(call, async () => {
        const { data } = await octokitFor(repository).rest.repos.updateRelease({
          ...at(repository),
          release_id: releaseId,
          tag_name: tag,
          body: notes,
        });
        return toRelease(data);
      });
    },

    async deleteRelease(repository, id) {
      // What is gone already needs no deleting.
      await askForOne({ what: `delete release ${id}`, repository, permission: 'Contents: write' }, () =>
        octokitFor(repository).rest.repos.deleteRelease({ ...at(repository), release_id: id }),
      );
    },

    publish(repository, releaseId, release) {
      return ask({ what: `publish ${release.tag}`, repository, permission: WRITE_AT_COMMIT }, async () => {
        const { data } = await octokitFor(repository).rest.repos.updateRelease({
          ...at(repository),
          release_id: releaseId,
          // All of it again: an update without the tag was seen to change the draft's tag.
          ...content(release),
          draft: false,
          // GitHub refuses a prerelease as the latest.
          make_latest: release.latest && !release.prerelease ? 'true' : 'false',
        });
        return toRelease(data);
      });
    },

    async makeLatest(repository, releaseId, tag) {
      await ask({ what: `make ${tag} the latest release`, repository, permission: WRITE_AT_COMMIT }, () =>
        octokitFor(repository).rest.repos.updateRelease({
          ...at(repository),
          release_id: releaseId,
          tag_name: tag,
          make_latest: 'true',
        }),
      );
    },
  };
}

function content({ tag, commit, title, notes, prerelease }: DraftContent) {
  return { tag_name: tag, target_commitish: commit, name: title, body: notes, prerelease };
}

function toRelease(release: ReleaseRecord): Release {
  return {
    id: release.id,
    url: release.html_url,
    uploadUrl: release.upload_url,
    tag: release.tag_name,
    draft: release.draft,
    prerelease: release.prerelease,
    // Servers that know no immutable releases don't speak of them.
    immutable: release.immutable ?? false,
    title: release.name ?? '',
    notes: release.body ?? '',
    at: Date.parse(release.published_at ?? release.created_at),
  };
}
