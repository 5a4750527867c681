import { afterNews, type Broken, readIssue, writeIssue } from '../domain/telling/broken-chain.ts';
import type { IssueOrder } from '../domain/telling/telling-order.ts';
import type { GitHub, Issue } from '../github/port.ts';
import type { Dependencies } from './dependencies.ts';
import { withGitHubFailures } from './failures.ts';

/** Keeps the one open issue of a chain that is broken: opens, edits or closes it. Answers its page, or `null` where there is none. */
export function keepIssue({ github }: Pick<Dependencies, 'github'>) {
  return async function keepIssue({ place, news }: IssueOrder): Promise<string | null> {
    return withGitHubFailures(async () => {
      const { chain } = news;
      let url: string | null = null;
      // Two trains that settle at once may both find no issue, or write over each other: the look afterwards tells.
      for (let look = 0; look < LOOKS; look++) {
        const issue = await onlyIssue(github, place, chain);
        url = issue?.url ?? url;
        const broken = afterNews(brokenIn(chain, issue), news);
        const isWhole = Object.keys(broken).length === 0;
        const content = writeIssue(chain, broken);
        if (issue === null && isWhole) return url;
        if (issue === null) url = (await github.createIssue(place, content)).url;
        else if (issue.body === content.body && !isWhole) return url;
        else await github.editIssue(place, issue.number, { ...content, open: !isWhole });
      }
      return url;
    });
  };
}

/** So often it is looked whether our news are there: the list of issues may lag. */
const LOOKS = 4;

function brokenIn(chain: string, issue: Issue | null): Broken {
  return (issue === null ? null : readIssue(chain, issue.body)) ?? {};
}

/** The oldest of the open issues that we keep about the chain; what others tell goes into it, and they are closed. */
async function onlyIssue(github: GitHub, place: IssueOrder['place'], chain: string): Promise<Issue | null> {
  const open = await github.openIssues(place, await github.login(place.owner));
  const ours = open.filter(({ body }) => readIssue(chain, body) !== null).sort((a, b) => a.number - b.number);
  const [first, ...others] = ours;
  if (first === undefined || others.length === 0) return first ?? null;
  const broken = ours.reduce<Broken>((all, issue) => ({ ...all, ...brokenIn(chain, issue) }), {});
  const content = writeIssue(chain, broken);
  await github.editIssue(place, first.number, { ...content, open: true });
  for (const { number, title } of others) {
    await github.editIssue(place, number, { title, body: `It goes on in #${first.number}.`, open: false });
  }
  return { ...first, ...content };
}
