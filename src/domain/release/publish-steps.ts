import type { BuildOrder } from '../build-order.ts';
import type { BuildRecipe } from '../build-recipe.ts';
import { type Chain, type Repository, repositoryOf } from '../chain.ts';
import type { PublishStep } from './release-target.ts';
import { STEP_PREFIX } from '../ids.ts';
import { fillTemplate } from '../template.ts';
import type { TrainKind } from '../trigger.ts';

/** A publish step with every template filled in. */
export interface StepOrder {
  /** Of the repository. */
  readonly alias: string;
  /** Address that answers 200 once the package is there; `null` where the actions run's success is enough. */
  readonly published: string | null;
  /** How long after the actions run that may take, in milliseconds. */
  readonly lag: number;
  /** Its actions run is asked for, waited for and judged as a build's is. */
  readonly build: BuildOrder;
}

/** A publish step with the repository whose actions workflow it is. */
export interface ChainStep {
  readonly step: PublishStep;
  readonly repository: Repository;
  /** The same as the build of a repository of its own: it differs from the repository's build in its alias and its recipe. */
  readonly asBuild: Repository & { readonly build: BuildRecipe };
}

/** The publish steps of a train, in their order: only a release has any, for a registry keeps what it has got. */
export function publishSteps(chain: Chain, kind: TrainKind): readonly ChainStep[] {
  const steps = kind === 'release' ? (chain.release?.steps ?? []) : [];
  return steps.flatMap((step) => {
    const repository = repositoryOf(chain, step.repository);
    return repository === undefined ? [] : { step, repository, asBuild: asBuild(repository, step) };
  });
}

function asBuild(repository: Repository, step: PublishStep): ChainStep['asBuild'] {
  return {
    ...repository,
    // It stands in the marker of the actions run, and in the id of the workflow.
    alias: `${STEP_PREFIX}${repository.alias}`,
    artifacts: [],
    images: [],
    build: {
      mode: 'verify',
      runsIn: null,
      workflows: [step.workflow],
      dispatch: { type: 'workflow_dispatch', inputs: step.inputs },
      marker: step.marker,
      proof: null,
      requiredJobs: [],
      timeouts: step.timeouts,
      expectedDuration: step.timeouts.build,
      // What half of a package may be published already is for a person to look at.
      retry: { attempts: 1, backoff: 1, maximumBackoff: 1, on: [], how: 'new-attempt', budget: null },
    },
  };
}

/** The address at which a registry shows the package. Values are escaped, but for the slashes between their parts. */
export function fillAddress(template: string, values: Readonly<Record<string, string>>): string {
  const escaped = Object.entries(values).map(
    ([name, value]) => [name, value.split('/').map(encodeURIComponent).join('/')] as const,
  );
  return fillTemplate(template, Object.fromEntries(escaped));
}

/** Why a release stopped at one of its steps, what was done before, and what to do next. */
export function explainFailedStep(steps: readonly StepOrder[], failed: StepOrder, why: string, draft: string): string {
  const index = steps.indexOf(failed);
  const done = steps.slice(0, index).map(({ alias }) => alias);
  const { owner, name, workflow } = failed.build.target;
  const before = done.length === 0 ? 'No step was done before it.' : `Done before it: ${done.join(', ')}.`;
  const again =
    failed.published === null
      ? 'Nothing tells whether this step is done, so it runs again then'
      : `What the registries show by then, this package at ${failed.published}, is not published again`;
  return (
    `The release is not published, because publish step ${index + 1} of ${steps.length}, ${failed.alias} ` +
    `(${workflow} in ${owner}/${name}), failed: ${why}. ${before} The draft stays at ${draft}. ` +
    `Mend the step and start the release again. ${again}.`
  );
}
