import type { Octokit } from '@octokit/rest';
import { GitHubError } from '../domain/github-error.ts';
import type { OctokitFor } from './access.ts';
import { at } from './at.ts';
import { ask, type RepositoryCall } from './errors.ts';
import { WRITE_AT_COMMIT } from './permissions.ts';
import type { GitHub, RepositoryName } from './port.ts';
import type { Tag } from './port-code.ts';

/** The part of the port about tags and branches. */
export function makeRefs(
  octokitFor: OctokitFor,
): Pick<GitHub, 'tags' | 'createTag' | 'deleteTag' | 'createBranch' | 'moveBranch'> {
  return {
    tags(repository, prefix) {
      return ask({ what: `list the tags ${prefix}*`, repository, permission: 'Contents: read' }, () =>
        listTags(octokitFor(repository), repository, prefix),
      );
    },

    async createTag(repository, { name, commit, message }) {
      const call = { what: `create the tag ${name}`, repository, permission: WRITE_AT_COMMIT };
      const octokit = octokitFor(repository);
      const annotate = async (text: string): Promise<string> => {
        const { data } = await octokit.rest.git.createTag({
          ...at(repository),
          tag: name,
          message: text,
          object: commit,
          type: 'commit',
        });
        return data.sha;
      };
      const target = message === null ? commit : await ask(call, () => annotate(message));
      return createRef(octokit, call, `refs/tags/${name}`, target);
    },

    async deleteTag(repository, tag) {
      try {
        await ask({ what: `delete the tag ${tag}`, repository, permission: 'Contents: write' }, () =>
          octokitFor(repository).rest.git.deleteRef({ ...at(repository), ref: `tags/${tag}` }),
        );
      } catch (error) {
        // Gone already. A 404 is the repository, or what the token may not do.
        if (!(error instanceof GitHubError && error.kind === 'not-found' && error.status === 422)) throw error;
      }
    },

    createBranch(repository, branch, commit) {
      const call = { what: `create the branch ${branch}`, repository, permission: WRITE_AT_COMMIT };
      return createRef(octokitFor(repository), call, `refs/heads/${branch}`, commit);
    },

    async moveBranch(repository, branch, commit) {
      await ask({ what: `move the branch ${branch}`, repository, permission: WRITE_AT_COMMIT }, () =>
        octokitFor(repository).rest.git.updateRef({
          ...at(repository),
          ref: `heads/${branch}`,
          sha: commit,
          force: true,
        }),
      );
    },
  };
}

async function createRef(
  { rest }: Octokit,
  call: RepositoryCall,
  ref: string,
  sha: string,
): Promise<'created' | 'taken'> {
  try {
    await ask(call, () => rest.git.createRef({ ...at(call.repository), ref, sha }));
    return 'created';
  } catch (error) {
    // A 409 is a repository without commits.
    if (error instanceof GitHubError && error.kind === 'conflict' && error.status === 422) return 'taken';
    throw error;
  }
}

async function listTags(octokit: Octokit, repository: RepositoryName, prefix: string): Promise<readonly Tag[]> {
  // GitHub gives all of them at once: this list has no pages.
  const { data } = await octokit.rest.git.listMatchingRefs({ ...at(repository), ref: `tags/${prefix}` });
  const tags: Tag[] = [];
  for (const { ref, object } of data) {
    const commit = await commitBehind(octokit, repository, object);
    if (commit !== null) tags.push({ name: ref.replace(/^refs\/tags\//, ''), commit });
  }
  return tags;
}

/** Annotated tags can stand for other tags; `null` for what ends at a tree or a file. */
async function commitBehind(
  octokit: Octokit,
  repository: RepositoryName,
  { type, sha }: { readonly type: string; readonly sha: string },
): Promise<string | null> {
  if (type !== 'tag') return type === 'commit' ? sha : null;
  const { data } = await octokit.rest.git.getTag({ ...at(repository), tag_sha: sha });
  return commitBehind(octokit, repository, data.object);
}
