import { type BuildOrder, fillDispatch } from './build-order.ts';
import { fillInputs, type Pin, placeholderValues } from './build-inputs.ts';
import { type Chain, repositoryOf } from './chain.ts';
import { choiceAsInputs, expectedNames } from './expected-artifacts.ts';
import { formatReleaseMarker } from './marker.ts';
import type { Plan } from './plan.ts';
import type { ArtifactSource, PublishOrder } from './publish-order.ts';
import { releaseNotes } from './release-notes.ts';
import { fillTemplate } from './template.ts';
import type { Timings } from './timings.ts';
import type { UnderwayTrain } from './train-state.ts';
import type { TrainRequest } from './trigger.ts';
import { isPrerelease } from './version.ts';

/** What a train settled on before its first build; its builds and its publishing get their slices of it. */
export interface Itinerary {
  readonly train: string;
  readonly chain: Chain;
  readonly request: TrainRequest;
  readonly plan: Plan;
  readonly pins: readonly Pin[];
  readonly target: { readonly commit: string } | null;
  /** 8 hexadecimal digits that tell this execution of the train from any other of its name. */
  readonly digest: string;
  /** When the train started, milliseconds since the epoch. */
  readonly since: number;
  readonly lookFirst: boolean;
  readonly timings: Timings;
}

/** What the build of one repository is to do. */
export function buildOrder(itinerary: Itinerary, alias: string): BuildOrder {
  const { chain, request, train, pins, timings } = itinerary;
  const repository = repositoryOf(chain, alias);
  const pin = pins.find((candidate) => candidate.alias === alias);
  const recipe = repository?.build ?? null;
  const target = pin?.dispatchTo ?? null;
  if (repository === undefined || pin === undefined || recipe === null || target === null) {
    throw new Error(`Internal error, please report: ${alias} has nothing to build`);
  }
  const values = placeholderValues(chain, train, request, repository, pins);
  return {
    train,
    alias,
    target,
    dispatch: fillDispatch(recipe.dispatch, (templates) => fillInputs(templates, values, request.parameters)),
    marker: recipe.marker,
    digest: pin.digest,
    actor: target.actor,
    expected: {
      mode: recipe.mode,
      commit: pin.commit,
      headMustMatch: recipe.runsIn === null && recipe.proof === null,
      proof:
        recipe.proof === null ? null : fillTemplate(recipe.proof, { ...choiceAsInputs(request.parameters), ...values }),
      requiredJobs: recipe.requiredJobs,
      artifacts: expectedNames(repository.artifacts, request.parameters, values),
    },
    timeouts: recipe.timeouts,
    retry: recipe.retry,
    polling: chain.polling,
    since: itinerary.since,
    lookFirst: itinerary.lookFirst,
    timings,
  };
}

/** What publishing is to do, once every build has succeeded. */
export function publishOrder(itinerary: Itinerary, state: UnderwayTrain): PublishOrder {
  const { chain, request, train, plan, pins, target, digest, timings } = itinerary;
  if (request.kind !== 'release' || chain.release === null || target === null) {
    throw new Error(`Internal error, please report: ${train} publishes nothing`);
  }
  const { owner, name, title } = chain.release;
  return {
    train,
    digest,
    owner,
    name,
    tag: request.version,
    commit: target.commit,
    title: fillTemplate(title, { version: request.version, chain: chain.name }),
    notes: releaseNotes(plan, pins, formatReleaseMarker(train, digest)),
    prerelease: isPrerelease(request.version),
    sources: sourcesOf(itinerary, state),
    timings,
  };
}

function sourcesOf({ chain, plan }: Itinerary, state: UnderwayTrain): readonly ArtifactSource[] {
  return plan.builds.flatMap(({ alias }) => {
    const build = state.builds[alias];
    const isMember = repositoryOf(chain, alias)?.releases === true;
    if (!isMember || build?.status !== 'succeeded' || build.run === null) return [];
    return build.artifacts.length === 0 ? [] : [{ alias, run: build.run, artifacts: build.artifacts }];
  });
}
