import { fullName } from '../domain/chain.ts';
import { checkRequires } from '../domain/release/requires.ts';
import { placeOf, type PublishOrder } from '../domain/release/publish-order.ts';
import type { VersionsUpdate } from '../config/versions-toml-update.ts';
import type { GitHub, PullRequest, RepositoryName } from '../github/port.ts';
import type { Dependencies } from './dependencies.ts';
import { refused, withGitHubFailures } from './failures.ts';

export interface ProposeInput {
  readonly order: PublishOrder;
  /** Path of the file of versions. */
  readonly path: string;
  /** The page of the release. */
  readonly url: string;
}

/**
 * Proposes, by a pull request, that the file of versions says what was released; `null` where it says so already.
 * Never a push to the branch: the file is the organisation's.
 */
export function proposeVersions({ github, versions }: Pick<Dependencies, 'github' | 'versions'>) {
  return async function proposeVersions({ order, path, url }: ProposeInput): Promise<{ url: string } | null> {
    return withGitHubFailures(async () => {
      const repository = { owner: order.owner, name: order.name };
      const branch = `cascade/versions-${order.tag}`;
      const [open] = await github.pullRequests(repository, branch);
      if (open !== undefined) return { url: open.url };

      const { defaultBranch } = await github.repository(repository);
      const file = await github.fileAt(repository, path, defaultBranch);
      if (file === null) throw refused(`There is no ${path} on ${defaultBranch} in ${fullName(repository)} any more`);
      const text = versions.update(file.text, updatesOf(order, versions.read(file.text)));
      if (text === file.text) return null;
      await commit(github, repository, {
        branch,
        from: defaultBranch,
        path,
        text,
        message: `Versions of ${order.tag}`,
      });
      const unmet = unmetRequirements(versions.read(text));
      const { url: pull } = await propose(github, repository, order, { branch, into: defaultBranch, url, unmet });
      return { url: pull };
    });
  };
}

/** Only what was tagged: a tag that isn't there would be worse than an old one. */
function updatesOf(
  order: PublishOrder,
  read: ReturnType<Dependencies['versions']['read']>,
): Readonly<Record<string, VersionsUpdate>> {
  if (!read.ok) throw refused(`The file of versions is not in order: ${read.problems.join('; ')}`);
  const names = Object.keys(read.versions.entries);
  const tagged = order.members.flatMap(({ alias, repository, tag, commit }) => {
    const name = [alias, repository.split('/')[1] ?? ''].find((candidate) => names.includes(candidate));
    if (tag === null || name === undefined) return [];
    return [[name, { version: tag.replace(/^v/, ''), tag, commit }] as const];
  });
  return Object.fromEntries(tagged);
}

/** Requirements are rules that people make; new versions may no longer fit them. */
function unmetRequirements(read: ReturnType<Dependencies['versions']['read']>): readonly string[] {
  return read.ok ? checkRequires(read.versions) : read.problems;
}

async function commit(
  github: GitHub,
  repository: RepositoryName,
  change: { branch: string; from: string; path: string; text: string; message: string },
): Promise<void> {
  const { branch, from, path, text, message } = change;
  const head = await github.commit(repository, `heads/${from}`);
  if (head === null) throw refused(`${fullName(repository)} has no branch ${from} any more`);
  await github.createBranch(repository, branch, head);
  const there = await github.fileAt(repository, path, branch);
  if (there?.text === text) return;
  await github.commitFile(repository, { path, branch, text, message, previous: there?.blob ?? null });
}

function propose(
  github: GitHub,
  repository: RepositoryName,
  order: PublishOrder,
  { branch, into, url, unmet }: { branch: string; into: string; url: string; unmet: readonly string[] },
): Promise<PullRequest> {
  const told = `Cascade released [${placeOf(order)}](${url}). The file of versions now says what is in it.`;
  const left = unmet.length === 0 ? [] : ['', 'What they require of each other has to be changed by hand:', ''];
  return github.createPullRequest(repository, {
    title: `Versions of ${order.tag}`,
    body: [told, ...left, ...unmet.map((problem) => `- ${problem}`)].join('\n'),
    branch,
    into,
  });
}
