import type { OctokitFor } from './access.ts';
import { at } from './at.ts';
import { ask } from './errors.ts';
import { allOf } from './pages.ts';
import type { GitHub, RepositoryName } from './port.ts';
import type { PullRequest } from './port-code.ts';

type PullRequests = 'pullRequests' | 'createPullRequest' | 'editPullRequest' | 'closePullRequest';

/** What can be said of a pull request that is there. */
interface Edit {
  readonly title?: string;
  readonly body: string;
  readonly base?: string;
  readonly state?: 'closed';
}

/** The part of the port about pull requests. */
export function makePullRequests(octokitFor: OctokitFor): Pick<GitHub, PullRequests> {
  const edit = async (verb: string, repository: RepositoryName, pull_number: number, change: Edit): Promise<void> => {
    const call = { what: `${verb} the pull request ${pull_number}`, repository, permission: 'Pull requests: write' };
    await ask(call, () => octokitFor(repository).rest.pulls.update({ ...at(repository), pull_number, ...change }));
  };
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

    editPullRequest(repository, number, { title, body, into }) {
      return edit('edit', repository, number, { title, body, base: into });
    },

    closePullRequest(repository, number, body) {
      return edit('close', repository, number, { body, state: 'closed' });
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

interface PullRequestRecord {
  readonly number: number;
  readonly html_url: string;
  readonly title: string;
  readonly body: string | null;
  readonly base: { readonly ref: string };
}

function toPullRequest({ number, html_url, title, body, base }: PullRequestRecord): PullRequest {
  return { number, url: html_url, title, body: body ?? '', into: base.ref };
}
