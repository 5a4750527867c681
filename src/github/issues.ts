import type { OctokitFor } from './access.ts';
import { at } from './at.ts';
import { ask } from './errors.ts';
import { allOf } from './pages.ts';
import type { GitHub, Issue } from './port.ts';

/** The part of the port about issues. */
export function makeIssues(octokitFor: OctokitFor): Pick<GitHub, 'openIssues' | 'createIssue' | 'editIssue'> {
  return {
    openIssues(repository, author) {
      return ask({ what: 'list the open issues', repository, permission: 'Issues: read' }, () =>
        allOf(
          (paging) =>
            octokitFor(repository).rest.issues.listForRepo({
              ...at(repository),
              state: 'open',
              creator: author,
              ...paging,
            }),
          // Among the issues GitHub lists pull requests, too.
          (issues) => issues.filter((issue) => issue.pull_request === undefined).map(toIssue),
        ),
      );
    },

    createIssue(repository, { title, body }) {
      return ask({ what: 'open an issue', repository, permission: 'Issues: write' }, async () => {
        const { data } = await octokitFor(repository).rest.issues.create({ ...at(repository), title, body });
        return toIssue(data);
      });
    },

    editIssue(repository, number, { title, body, open }) {
      return ask({ what: `edit issue ${number}`, repository, permission: 'Issues: write' }, async () => {
        await octokitFor(repository).rest.issues.update({
          ...at(repository),
          issue_number: number,
          title,
          body,
          state: open ? 'open' : 'closed',
        });
      });
    },
  };
}

interface IssueRecord {
  readonly number: number;
  readonly html_url: string;
  readonly title: string;
  readonly body?: string | null | undefined;
}

function toIssue({ number, html_url, title, body }: IssueRecord): Issue {
  return { number, url: html_url, title, body: body ?? '' };
}
