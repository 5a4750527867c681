import { GitHubError } from '../../domain/github-error.ts';
import type { FileDecision } from '../../fleet/decide.ts';
import type { GitHub, RepositoryName } from '../../github/port.ts';
import type { GitCommit } from '../../github/port-code.ts';
import { actAndLook } from './act-and-look.ts';
import { blobId } from './blob-id.ts';
import type { DecidedLook } from './look-at-repository.ts';
import { commitMessage, FLEET_BRANCH, isOurCommit, takenIn } from './proposal.ts';

/** What the branch with the changes is like. */
export type FleetBranch =
  | { readonly state: 'missing' }
  /** It has commits that we didn't make, or that somebody changed. */
  | { readonly state: 'foreign' }
  /** It may be moved; `current`: there is no need to, it is one commit with just these changes on top of the head. */
  | { readonly state: 'ours'; readonly head: string; readonly current: boolean };

/** The head of the branch with the changes. */
export interface FleetTip {
  readonly head: string;
  readonly commit: GitCommit;
}

/** Looks up the head of the branch with the changes; `null` where there is no such branch. */
export async function fleetTip(github: GitHub, place: RepositoryName): Promise<FleetTip | null> {
  const head = await github.commit(place, `heads/${FLEET_BRANCH}`);
  const commit = head === null ? null : await github.gitCommit(place, head);
  return head === null || commit === null ? null : { head, commit };
}

/** The paths of the files that the branch takes over, where it is as we made it. */
export function takenBefore(tip: FleetTip | null): readonly string[] {
  return tip !== null && isOurCommit(tip.commit) ? takenIn(tip.commit) : [];
}

/** Judges the branch with the changes by its head. */
export async function judgeFleetBranch(github: GitHub, look: DecidedLook, tip: FleetTip | null): Promise<FleetBranch> {
  const { place, head: base } = look;
  if (tip === null) return { state: 'missing' };
  const { head, commit } = tip;
  if (!isOurCommit(commit)) {
    // Where the base has all of it, nothing of anybody's is lost.
    const between = await github.compare(place, base, head);
    return between?.total === 0 ? { state: 'ours', head, current: false } : { state: 'foreign' };
  }
  const current = commit.parents[0] === base && sameFiles(await github.files(place, head), wantedIds(look));
  return { state: 'ours', head, current };
}

/** Brings the branch to one commit with the changes on top of the head; it never moves any other branch. */
export async function writeFleetBranch(
  github: GitHub,
  { place, head: base, decisions }: DecidedLook,
  branch: Exclude<FleetBranch, { readonly state: 'foreign' }>,
): Promise<void> {
  const before = await github.gitCommit(place, base);
  if (before === null) {
    const text = `${place.owner}/${place.name} lost the commit ${base} meanwhile: somebody moved the branch, so run it again.`;
    throw new GitHubError('conflict', text, { status: null });
  }
  const tree = await github.createTree(place, before.tree, Object.fromEntries(changesOf(decisions)));
  const commit = await github.createCommit(place, { tree, parent: base, message: commitMessage(decisions, tree) });
  const headOfBranch = () => github.commit(place, `heads/${FLEET_BRANCH}`);
  // Moving it drops what it has, and that took a while: nobody's commit may have come in between.
  if (branch.state === 'ours' && (await headOfBranch()) !== branch.head) {
    const text = `The branch ${FLEET_BRANCH} in ${place.owner}/${place.name} was moved by somebody else: run it again.`;
    throw new GitHubError('conflict', text, { status: null });
  }
  await actAndLook(
    `The branch ${FLEET_BRANCH} in ${place.owner}/${place.name} was moved`,
    () =>
      branch.state === 'missing'
        ? github.createBranch(place, FLEET_BRANCH, commit)
        : github.moveBranch(place, FLEET_BRANCH, commit),
    async () => ((await headOfBranch()) === commit ? commit : null),
  );
}

/** Path to text of all that is to be changed, `null` for what goes. */
function changesOf(decisions: readonly FileDecision[]): readonly [path: string, text: string | null][] {
  return decisions.flatMap(({ path, action, text }) => (action === 'leave' ? [] : [[path, text]]));
}

function wantedIds({ ids, decisions }: DecidedLook): ReadonlyMap<string, string> {
  const wanted = new Map(ids);
  for (const [path, text] of changesOf(decisions)) {
    if (text === null) wanted.delete(path);
    else wanted.set(path, blobId(text));
  }
  return wanted;
}

function sameFiles(found: ReadonlyMap<string, string> | null, wanted: ReadonlyMap<string, string>): boolean {
  return found?.size === wanted.size && [...wanted].every(([path, id]) => found.get(path) === id);
}
