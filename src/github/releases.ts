import type { RestEndpointMethodTypes } from '@octokit/rest';
import type { OctokitFor } from './access.ts';
import { at } from './at.ts';
import { ask, askForOne } from './errors.ts';
import { allOf } from './pages.ts';
import type { DraftContent, GitHub, Release } from './port.ts';

type ReleaseRecord = RestEndpointMethodTypes['repos']['getRelease']['response']['data'];

/** The part of the port about releases; their files are apart. */
export function makeReleases(octokitFor: OctokitFor): Pick<GitHub, 'releases' | 'release' | 'createDraft' | 'publish'> {
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

    createDraft(repository, draft) {
      return ask({ what: `create a draft for ${draft.tag}`, repository, permission: WRITE }, async () => {
        const { data } = await octokitFor(repository).rest.repos.createRelease({
          ...at(repository),
          ...content(draft),
          draft: true,
        });
        return toRelease(data);
      });
    },

    publish(repository, releaseId, release) {
      return ask({ what: `publish ${release.tag}`, repository, permission: WRITE }, async () => {
        const { data } = await octokitFor(repository).rest.repos.updateRelease({
          ...at(repository),
          release_id: releaseId,
          // All of it again: an update without the tag was seen to change the draft's tag.
          ...content(release),
          draft: false,
        });
        return toRelease(data);
      });
    },
  };
}

/** A commit that changes actions workflows takes a second permission, and its lack looks like a 404. */
const WRITE = 'Contents: write (and Workflows: write where the commit changes .github/workflows)';

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
    notes: release.body ?? '',
  };
}
