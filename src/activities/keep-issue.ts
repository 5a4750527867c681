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
      const issue = await onlyIssue(github, place, chain);
      const broken = afterNews(brokenIn(chain, issue), news);
      const isWhole = Object.keys(broken).length === 0;
      const content = writeIssue(chain, broken);
      if (issue === null) {
        if (isWhole) return null;
        const made = await github.createIssue(place, content);
        // Two trains that failed at once may both have found none: the look afterwards leaves one.
        return (await onlyIssue(github, place, chain))?.url ?? made.url;
      }
      await github.editIssue(place, issue.number, { ...content, open: !isWhole });
      return issue.url;
    });
  };
}

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
