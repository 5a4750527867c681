import type { RenderedRepository } from '../../domain/fleet/rendered.ts';
import { GitHubError } from '../../domain/github-error.ts';
import type { GitHub } from '../../github/port.ts';
import type { FileDecision } from './decide-files.ts';
import { type FleetBranch, lookAtFleetBranch, writeFleetBranch } from './fleet-branch.ts';
import { closePullRequest, openPullRequest, says, writePullRequest } from './fleet-pull-request.ts';
import { lookAtRepository, type RepositoryLook } from './look-at-repository.ts';
import { describeProposal, FLEET_BRANCH } from './proposal.ts';

/** What `sync` may do. */
export interface SyncOptions {
  /** Nothing is written; the outcome is what would come of it. */
  readonly dryRun: boolean;
  /** Paths of files that are taken over, whoever wrote them. */
  readonly taken: readonly string[];
}

/** What became of one repository. */
export interface SyncedRepository {
  /** `owner/name` as the fleet has it. */
  readonly repository: string;
  readonly outcome:
    /** It has all that it should, or all that may be changed. */
    | 'in order'
    /** A pull request with just these changes is open already. */
    | 'proposed'
    | 'opened'
    | 'updated'
    /** What a pull request proposed has come to its branch otherwise. */
    | 'closed'
    | 'skipped';
  /** Why it was skipped; empty otherwise. */
  readonly why: string;
  /** Page of the pull request; `null` where there is none. */
  readonly pullRequest: string | null;
  readonly files: readonly Pick<FileDecision, 'path' | 'action' | 'why'>[];
}

type Outcome = Pick<SyncedRepository, 'outcome'> & Partial<Pick<SyncedRepository, 'why' | 'pullRequest'>>;

/** Brings one repository, and the one pull request in it, to what was rendered. What GitHub refuses is an outcome, too. */
export async function syncRepository(
  github: GitHub,
  rendered: RenderedRepository,
  options: SyncOptions,
): Promise<SyncedRepository> {
  const repository = `${rendered.owner}/${rendered.name}`;
  let files: SyncedRepository['files'] = [];
  const ended = (outcome: Outcome): SyncedRepository => ({ repository, why: '', pullRequest: null, files, ...outcome });
  try {
    const look = await lookAtRepository(github, rendered, options.taken);
    if (!look.ok) return ended({ outcome: 'skipped', why: look.why });
    files = look.decisions.map(({ path, action, why }) => ({ path, action, why }));
    const isDrifted = files.some(({ action }) => action !== 'leave');
    return ended(await (isDrifted ? propose : tidy)(github, look, options));
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    return ended({ outcome: 'skipped', why: error.message });
  }
}

async function propose(github: GitHub, look: RepositoryLook, { dryRun }: SyncOptions): Promise<Outcome> {
  const branch = await lookAtFleetBranch(github, look);
  if (branch.state === 'foreign') return FOREIGN;
  const proposal = describeProposal(look.decisions);
  const open = await openPullRequest(github, look);
  const outcome = open === null ? 'opened' : 'updated';
  if (open !== null && isCurrent(branch) && says(open, proposal, look)) {
    return { outcome: 'proposed', pullRequest: open.url };
  }
  if (dryRun) return { outcome, pullRequest: open?.url ?? null };
  if (!isCurrent(branch)) await writeFleetBranch(github, look, branch);
  const written = await writePullRequest(github, look, open, proposal);
  return { outcome, pullRequest: written.url };
}

/** Nothing is to be changed: an open pull request has nothing more to give. */
async function tidy(github: GitHub, look: RepositoryLook, { dryRun }: SyncOptions): Promise<Outcome> {
  const open = await openPullRequest(github, look);
  if (open === null) return { outcome: 'in order' };
  const branch = await lookAtFleetBranch(github, look);
  if (branch.state === 'foreign') return { ...FOREIGN, pullRequest: open.url };
  if (!dryRun) await closePullRequest(github, look, open);
  return { outcome: 'closed', pullRequest: open.url };
}

function isCurrent(branch: FleetBranch): boolean {
  return branch.state === 'ours' && branch.current;
}

const FOREIGN: Outcome = {
  outcome: 'skipped',
  why: `the branch ${FLEET_BRANCH} has commits of others: merge it, or delete it, and sync again`,
};
