import { link, plainMarkdown } from './markdown.ts';

/** What came into a repository since the release before. */
export interface RepositoryChanges {
  readonly alias: string;
  /** `owner/name`. */
  readonly repository: string;
  /** The tag or commit of the release before; `null` where there is none. */
  readonly since: string | null;
  /** `null` where there is nothing to compare with, or GitHub no longer has it. */
  readonly comparison: ChangeList | null;
}

export interface ChangeList {
  /** The page that shows the comparison: `https://HOST/OWNER/NAME/compare/...`. */
  readonly url: string;
  /** How many commits there are in all, those that are not listed included. */
  readonly total: number;
  /** Oldest first; the newest ones where it isn't all. */
  readonly commits: readonly ListedCommit[];
}

export interface ListedCommit {
  readonly commit: string;
  readonly message: string;
  readonly author: string;
}

/** The changes grouped by repository, newest first, at most so many of each; the comparison's page shows the others. */
export function changesText(changes: readonly RepositoryChanges[], most: number): string {
  if (changes.length === 0) return 'Nothing to compare with.';
  return changes.map((change) => `### ${plainMarkdown(change.alias)}\n\n${listText(change, most)}`).join('\n\n');
}

function listText({ since, comparison }: RepositoryChanges, most: number): string {
  if (since === null) return 'No earlier release.';
  const earlier = plainMarkdown(isCommit(since) ? shortened(since) : since);
  if (comparison === null) return `GitHub has no comparison with ${earlier}.`;
  const { url, total, commits } = comparison;
  if (total === 0) return `No changes since ${earlier}.`;
  const summary = `${link(counted(total), url)} since ${earlier}`;
  if (most === 0) return `${summary}.`;
  const lines = commits
    .toReversed()
    .slice(0, most)
    .map((commit) => commitLine(commit, url));
  const rest = total - lines.length;
  if (rest > 0) lines.push(`- ${link(`${counted(rest)} before these`, url)}`);
  return [`${summary}:`, '', ...lines].join('\n');
}

function commitLine({ commit, message, author }: ListedCommit, comparison: string): string {
  const page = comparison.replace(/\/compare\/.*$/s, '');
  const { title, pullRequest } = titleOf(message);
  const links = [
    ...(pullRequest === null ? [] : [link(`#${pullRequest}`, `${page}/pull/${pullRequest}`)]),
    link(`\`${shortened(commit)}\``, `${page}/commit/${commit}`),
  ];
  return `- ${plainMarkdown(cut(title))} (${links.join(', ')}) by ${plainMarkdown(author)}`;
}

/** What a commit is about, and the pull request that it came by: GitHub's two ways of merging one say so. */
function titleOf(message: string): { readonly title: string; readonly pullRequest: string | null } {
  const [first = '', ...others] = message.split(/\r?\n/);
  const merged = /^Merge pull request #(\d+) from /.exec(first)?.[1];
  if (merged !== undefined) {
    return { title: others.find((line) => line.trim() !== '') ?? first, pullRequest: merged };
  }
  const line = first.trimEnd();
  const squashed = /\(#(\d+)\)$/.exec(line);
  if (squashed === null) return { title: line, pullRequest: null };
  return { title: line.slice(0, squashed.index), pullRequest: squashed[1] ?? null };
}

function counted(commits: number): string {
  return commits === 1 ? '1 commit' : `${commits} commits`;
}

function isCommit(tagOrCommit: string): boolean {
  return /^[0-9a-f]{40}$/.test(tagOrCommit);
}

function shortened(commit: string): string {
  return commit.slice(0, 7);
}

/** A first line can hold a whole essay; its commit's page shows it. */
function cut(title: string): string {
  const characters = Array.from(title);
  return characters.length <= 200 ? title : `${characters.slice(0, 199).join('')}…`;
}
