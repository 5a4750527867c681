import type { ActionsRun, ActionsRunRef, ArtifactReport, JobReport, RunReport } from '../../src/domain/actions-run.ts';

/** The commit that tests pin. */
export const COMMIT = '3f2a91c0000000000000000000000000000000aa';

/** A reference to an actions run of acme/engine. */
export function runRef(differences: Partial<ActionsRunRef> = {}): ActionsRunRef {
  const { id = 7 } = differences;
  const url = `https://github.test/acme/engine/actions/runs/${id}`;
  return { owner: 'acme', name: 'engine', id, attempt: 1, url, ...differences };
}

/** A look at an actions run that has succeeded at the pinned commit. */
export function runReport(differences: Partial<RunReport> = {}): RunReport {
  return {
    run: runRef(),
    status: 'completed',
    conclusion: 'success',
    headCommit: COMMIT,
    workflow: 'build.yml',
    jobs: [],
    artifacts: [],
    environments: [],
    ...differences,
  };
}

/** A job that a runner of GitHub's took, and that ended so. */
export function job(
  name: string,
  conclusion: string | null = 'success',
  differences: Partial<JobReport> = {},
): JobReport {
  return { name, conclusion, hadRunner: true, labels: ['ubuntu-latest'], ...differences };
}

/** An artifact of that name with something in it. */
export function artifact(name: string, differences: Partial<ArtifactReport> = {}): ArtifactReport {
  return { id: 1, name, size: 100, digest: null, expired: false, ...differences };
}

/** An actions run as a list shows it, dispatched by cascade-bot in acme/engine. */
export function listedRun(differences: Partial<ActionsRun> = {}): ActionsRun {
  return {
    id: 7,
    repository: 'acme/engine',
    attempt: 1,
    url: runRef().url,
    title: 'Build',
    event: 'workflow_dispatch',
    status: 'queued',
    conclusion: null,
    headCommit: COMMIT,
    headBranch: 'main',
    fromFork: false,
    workflow: 'build.yml',
    actor: 'cascade-bot',
    createdAt: 1_000,
    ...differences,
  };
}
