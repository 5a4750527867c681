import type { ActionsRunRef, RunReport } from '../../../src/domain/actions-run.ts';
import type { ReadInput, RunLook } from '../../../src/activities/read-actions-run.ts';
import type { StartInput } from '../../../src/activities/start-actions-run.ts';
import { DEFAULT_TIMINGS } from '../../../src/domain/timings.ts';
import { formatMarker, type Marker } from '../../../src/domain/marker.ts';
import type { ArtifactSource } from '../../../src/domain/release/release-file.ts';
import type { RunIdentity } from '../../../src/domain/run-matching.ts';
import { perform } from './one-try.ts';
import type { Stage } from './stage.ts';

export const CORE = { owner: 'acme', name: 'core' };
export const TRAIN = 'acme/release/v1.4.0';

/** How the actions run of the build's first attempt is told from others. */
export function identity(differences: Partial<Marker> = {}): RunIdentity {
  return {
    marker: { train: TRAIN, alias: 'core', attempt: 1, digest: '0a1b2c3d', ...differences },
    event: 'workflow_dispatch',
    workflow: 'build.yml',
    branch: 'main',
    actor: 'cascade-bot',
  };
}

/** The dispatch of acme/core in that attempt. */
export function startInput(differences: Partial<Marker> = {}): StartInput {
  return {
    target: { ...CORE, ref: 'main', held: false, workflow: 'build.yml', actor: 'cascade-bot' },
    dispatch: { type: 'workflow_dispatch', inputs: { version: 'v1.4.0', sha: 'c'.repeat(40) } },
    marker: formatMarker(identity(differences).marker),
    deadline: Date.now() + DEFAULT_TIMINGS.dispatchDeadline,
    firstExecution: null,
  };
}

/** Starts a build of acme/core. */
export async function startedBuild({ activities }: Stage, differences: Partial<Marker> = {}): Promise<ActionsRunRef> {
  const { answer } = await perform(activities.startActionsRun, startInput(differences));
  if (answer.type !== 'started') throw new Error(`The build was not started: ${JSON.stringify(answer)}`);
  return { ...CORE, id: answer.runId, attempt: 1, url: answer.url };
}

/** A look at that run which asks for everything; a test says what it wants otherwise. */
export function look(ref: ActionsRunRef, differences: Partial<ReadInput> = {}): ReadInput {
  return {
    ref,
    evidence: { jobs: true, artifacts: true },
    identity: null,
    shownBy: Date.now() + 60_000,
    ...differences,
  };
}

/** What a look reported; fails where it reported nothing. */
export function reported(look: RunLook): RunReport {
  if (look.type !== 'report') throw new Error(`There should be a report, and not ${JSON.stringify(look)}`);
  return look.report;
}

/** Starts a build of acme/core and waits for its end. */
export async function completedBuild(stage: Stage): Promise<ActionsRunRef> {
  const run = await startedBuild(stage);
  await completion(stage, run);
  return run;
}

/** Resolves once the actions run has ended. */
export function completion({ simulator }: Stage, run: ActionsRunRef): Promise<void> {
  return simulator.when(() => simulator.runs().find(({ id }) => id === run.id)?.status === 'completed');
}

/** What a build of acme/core left behind. */
export async function builtArtifact(stage: Stage): Promise<ArtifactSource> {
  const run = await completedBuild(stage);
  const [artifact] = await stage.github.artifacts(CORE, run.id);
  if (artifact === undefined) throw new Error('The build left no artifact');
  return { type: 'artifact', alias: 'core', ...CORE, artifact, asIs: false, parameters: {} };
}
