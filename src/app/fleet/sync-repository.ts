import type { RenderedRepository } from '../../domain/fleet/rendered.ts';
import { GitHubError } from '../../domain/github-error.ts';
import { decideFiles, type FileDecision } from '../../fleet/decide.ts';
import type { GitHub } from '../../github/port.ts';
import { wrongCallIn, type WorkflowAt } from './called-workflows.ts';
import { fleetTip, takenBefore } from './fleet-branch.ts';
import { openPullRequest } from './fleet-pull-request.ts';
import { lookAtRepository } from './look-at-repository.ts';
import { propose, tidy } from './propose.ts';
import { undispatchable } from './undispatchable.ts';

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

/** The part of it that the changes themselves don't say. */
export type SyncOutcome = Pick<SyncedRepository, 'outcome'> & Partial<Pick<SyncedRepository, 'why' | 'pullRequest'>>;

/** Brings one repository, and the one pull request in it, to what was rendered. What GitHub refuses is an outcome, too. */
export async function syncRepository(
  github: GitHub,
  rendered: RenderedRepository,
  { dryRun, taken }: SyncOptions,
  workflowAt: WorkflowAt,
): Promise<SyncedRepository> {
  const repository = `${rendered.owner}/${rendered.name}`;
  let files: SyncedRepository['files'] = [];
  const ended = (outcome: SyncOutcome): SyncedRepository => ({
    repository,
    why: '',
    pullRequest: null,
    files,
    ...outcome,
  });
  try {
    const look = await lookAtRepository(github, rendered);
    if (!look.ok) return ended({ outcome: 'skipped', why: look.why });
    const open = await openPullRequest(github, look);
    const tip = open === null ? null : await fleetTip(github, look.place);
    // What a person once had taken over stays so for as long as it is proposed.
    const takes = new Set([...taken, ...takenBefore(tip)]);
    const decisions = [
      ...decideFiles(rendered, look.found, (path) => takes.has(path)),
      ...(await undispatchable(github, rendered, look)),
    ];
    files = decisions.map(({ path, action, why }) => ({ path, action, why }));
    const decided = { ...look, decisions };
    if (files.every(({ action }) => action === 'leave')) {
      return ended(open === null ? { outcome: 'in order' } : await tidy(github, decided, { open, tip, dryRun }));
    }
    const wrong = await wrongCallIn(decisions, workflowAt);
    if (wrong !== null) return ended({ outcome: 'skipped', why: wrong, pullRequest: open?.url ?? null });
    return ended(await propose(github, decided, { open, tip: tip ?? (await fleetTip(github, look.place)), dryRun }));
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    return ended({ outcome: 'skipped', why: error.message });
  }
}
