import type { Review } from './actions/approvals.ts';
import { pendingEnvironments, reviewDeployments } from './actions/approvals.ts';
import { now } from './clock.ts';
import type { World } from './world.ts';
import { runWithId } from './world.ts';

/** What actions runs depend on, and no program may change: reviewers, machines, time. */
export interface Circumstances {
  /** A person approves, or rejects, all deployments that a run waits for. Throws where it waits for none. */
  approve(runId: number, review: Review): void;
  /** Starts a self-hosted runner, or stops it. Throws where there is no such runner. */
  setRunner(name: string, online: boolean): void;
  /** The time is over for which a run's artifacts are kept: they are listed, but can't be downloaded. */
  expireArtifacts(runId: number): void;
}

/** The circumstances of a world. */
export function makeCircumstances(world: World): Circumstances {
  return {
    approve: (runId, review) => {
      const run = runWithId(world, runId);
      const environments = pendingEnvironments(run);
      if (environments.length === 0) throw new Error(`The actions run ${runId} waits for no approval.`);
      reviewDeployments(world, run, environments, review);
    },
    setRunner: (name, online) => {
      world.selfHosted.setOnline(name, online);
      world.journal.changed();
    },
    expireArtifacts: (runId) => {
      for (const artifact of runWithId(world, runId).artifacts) artifact.expiresAt = now();
      world.journal.changed();
    },
  };
}
