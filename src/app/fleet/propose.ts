import type { GitHub } from '../../github/port.ts';
import type { PullRequest } from '../../github/port-code.ts';
import { type FleetBranch, type FleetTip, judgeFleetBranch, writeFleetBranch } from './fleet-branch.ts';
import { closePullRequest, says, writePullRequest } from './fleet-pull-request.ts';
import type { DecidedLook } from './look-at-repository.ts';
import { describeProposal, FLEET_BRANCH } from './proposal.ts';
import type { SyncOutcome } from './sync-repository.ts';

/** What is proposed in a repository as it is now. */
interface Present<Open = PullRequest | null> {
  readonly open: Open;
  readonly tip: FleetTip | null;
  /** Nothing is written; the outcome is what would come of it. */
  readonly dryRun: boolean;
}

/** Brings the branch and the pull request to the changes that were decided. */
export async function propose(github: GitHub, look: DecidedLook, { open, tip, dryRun }: Present): Promise<SyncOutcome> {
  const branch = await judgeFleetBranch(github, look, tip);
  if (branch.state === 'foreign') return FOREIGN;
  const proposal = describeProposal(look.decisions);
  const outcome = open === null ? 'opened' : 'updated';
  if (open !== null && isCurrent(branch) && says(open, proposal, look)) {
    return { outcome: 'proposed', pullRequest: open.url };
  }
  if (dryRun) return { outcome, pullRequest: open?.url ?? null };
  if (!isCurrent(branch)) await writeFleetBranch(github, look, branch);
  const written = await writePullRequest(github, look, open, proposal);
  return { outcome, pullRequest: written.url };
}

/** Nothing is to be changed: the open pull request has nothing more to give. */
export async function tidy(
  github: GitHub,
  look: DecidedLook,
  { open, tip, dryRun }: Present<PullRequest>,
): Promise<SyncOutcome> {
  const branch = await judgeFleetBranch(github, look, tip);
  if (branch.state === 'foreign') return { ...FOREIGN, pullRequest: open.url };
  if (!dryRun) await closePullRequest(github, look, open);
  return { outcome: 'closed', pullRequest: open.url };
}

function isCurrent(branch: FleetBranch): boolean {
  return branch.state === 'ours' && branch.current;
}

const FOREIGN: SyncOutcome = {
  outcome: 'skipped',
  why: `the branch ${FLEET_BRANCH} has commits of others: merge it, or delete it, and sync again`,
};
