import { fullName } from '../domain/chain.ts';
import { GitHubError } from '../domain/github-error.ts';
import { checkRequires } from '../domain/release/requires.ts';
import { placeOf, type PublishOrder } from '../domain/release/publish-order.ts';
import { formatTrainTrailer } from '../domain/train-trailer.ts';
import type { GitHub, RepositoryName } from '../github/port.ts';
import type { PullRequest } from '../github/port-code.ts';
import type { Dependencies } from './dependencies.ts';
import { refused, withGitHubFailures } from './failures.ts';
import { versionUpdates } from './version-updates.ts';

export interface ProposeInput {
  readonly order: PublishOrder;
  /** Path of the file of versions. */
  readonly path: string;
  /** The page of the release. */
  readonly url: string;
}

/**
 * Proposes, by a pull request, that the file of versions says what was released; `null` where it says so already. One
 * that is open is brought up to date. Never a push to the branch of others: the file is the organisation's.
 */
export function proposeVersions({ github, versions }: Pick<Dependencies, 'github' | 'versions'>) {
  return async function proposeVersions({ order, path, url }: ProposeInput): Promise<{ url: string } | null> {
    return withGitHubFailures(async () => {
      const repository = { owner: order.owner, name: order.name };
      const branch = `cascade/versions-${order.tag}`;
      const { defaultBranch } = await github.repository(repository);
      const update = (text: string) => updated(github, versions, order, text);
      const file = await github.fileAt(repository, path, defaultBranch);
      if (file === null) throw refused(`There is no ${path} on ${defaultBranch} in ${fullName(repository)} any more`);
      if ((await update(file.text)) === file.text) return null;

      await makeBranch(github, repository, branch, defaultBranch);
      const text = await commit(github, repository, { branch, path, message: messageOf(order) }, update);
      const [open] = await github.pullRequests(repository, branch);
      if (open !== undefined) return { url: open.url };
      const unmet = unmetRequirements(versions.read(text));
      const { url: pull } = await propose(github, repository, order, { branch, into: defaultBranch, url, unmet });
      return { url: pull };
    });
  };
}

/** Its trailer tells that the push which it becomes is Cascade's own doing. */
function messageOf({ tag, train }: PublishOrder): string {
  return `Versions of ${tag}\n\n${formatTrainTrailer(train)}`;
}

type Update = (text: string) => Promise<string>;

/** The file's text as it should be. What is wrong with the file stays wrong until a person mends it. */
async function updated(
  github: GitHub,
  versions: Dependencies['versions'],
  { members }: PublishOrder,
  text: string,
): Promise<string> {
  const read = versions.read(text);
  if (!read.ok) throw refused(`The file of versions is not in order: ${read.problems.join('; ')}`);
  const updates = await versionUpdates(github, members, read.versions);
  try {
    return versions.update(text, updates);
  } catch (error) {
    throw refused(error instanceof Error ? error.message : String(error));
  }
}

/** Requirements are rules that people make; new versions may no longer fit them. */
function unmetRequirements(read: ReturnType<Dependencies['versions']['read']>): readonly string[] {
  return read.ok ? checkRequires(read.versions) : read.problems;
}

async function makeBranch(github: GitHub, repository: RepositoryName, branch: string, from: string): Promise<void> {
  const head = await github.commit(repository, `heads/${from}`);
  if (head === null) throw refused(`${fullName(repository)} has no branch ${from} any more`);
  await github.createBranch(repository, branch, head);
}

/** Commits what the branch lacks, beside what people have put there, and gives the whole text. */
async function commit(
  github: GitHub,
  repository: RepositoryName,
  change: { branch: string; path: string; message: string },
  update: Update,
  tries = 2,
): Promise<string> {
  const there = await github.fileAt(repository, change.path, change.branch);
  if (there === null)
    throw refused(`There is no ${change.path} on ${change.branch} in ${fullName(repository)} any more`);
  const text = await update(there.text);
  if (text === there.text) return text;
  try {
    await github.commitFile(repository, { ...change, text, previous: there.blob });
    return text;
  } catch (error) {
    // Somebody was quicker; what they wrote is read, too.
    if (tries > 1 && error instanceof GitHubError && error.kind === 'conflict') {
      return commit(github, repository, change, update, tries - 1);
    }
    throw error;
  }
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
