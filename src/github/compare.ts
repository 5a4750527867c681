import type { RestEndpointMethodTypes } from '@octokit/rest';
import type { OctokitFor } from './access.ts';
import { at } from './at.ts';
import { askForOne } from './errors.ts';
import type { GitHub } from './port.ts';
import type { ComparedCommit } from './port-code.ts';

type CommitRecord =
  RestEndpointMethodTypes['repos']['compareCommitsWithBasehead']['response']['data']['commits'][number];

/** The part of the port about what lies between two commits. */
export function makeCompare(octokitFor: OctokitFor): Pick<GitHub, 'compare'> {
  return {
    compare(repository, base, head) {
      const call = { what: `compare ${base} with ${head}`, repository, permission: 'Contents: read' };
      return askForOne(call, async () => {
        // Without paging GitHub gives the last 250 commits; its pages would begin with the first.
        const { data } = await octokitFor(repository).rest.repos.compareCommitsWithBasehead({
          ...at(repository),
          basehead: `${base}...${head}`,
        });
        return { url: data.html_url, total: data.total_commits, commits: data.commits.map(toComparedCommit) };
      });
    },
  };
}

function toComparedCommit({ sha, commit, author }: CommitRecord): ComparedCommit {
  const known = author !== null && 'login' in author ? author.login : undefined;
  return { commit: sha, message: commit.message, author: known ?? commit.author?.name ?? '' };
}
