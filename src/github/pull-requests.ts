import type { OctokitFor } from './access.ts';
import { at } from './at.ts';
import { ask } from './errors.ts';
import { allOf } from './pages.ts';
import type { GitHub, PullRequest } from './port.ts';

/** The part of the port about pull requests. */
export function makePullRequests(octokitFor: OctokitFor): Pick<GitHub, 'pullRequests' | 'createPullRequest'> {
  return {
    pullRequests(repository, branch) {
      const call = { what: `list the pull requests from ${branch}`, repository, permission: 'Pull requests: read' };
      return ask(call, () =>
        allOf(
          (paging) =>
            octokitFor(repository).rest.pulls.list({
              ...at(repository),
              state: 'open',
              head: `${repository.owner}:${branch}`,
              ...paging,
            }),
          // The owner may have a fork with such a branch, and a filter that GitHub can't read it ignores.
          (open) => open.filter(({ head, base }) => head.ref === branch && isSame(head, base)).map(toPullRequest),
        ),
      );
    },

    createPullRequest(repository, { title, body, branch, into }) {
      const call = {
        what: `open a pull request from ${branch} into ${into}`,
        repository,
        permission: 'Pull requests: write',
      };
      return ask(call, async () => {
        const { data } = await octokitFor(repository).rest.pulls.create({
          ...at(repository),
          title,
          body,
          head: branch,
          base: into,
        });
        return toPullRequest(data);
      });
    },
  };
}

interface Side {
  /** `null` for a fork that has been deleted since, whatever GitHub's description says. */
  readonly repo: { readonly id: number } | null;
}

function isSame(head: Side, base: Side): boolean {
  return head.repo !== null && head.repo.id === base.repo?.id;
}

function toPullRequest({ number, html_url, title }: { number: number; html_url: string; title: string }): PullRequest {
  return { number, url: html_url, title };
}
