import { type BuildOrder, fillDispatch } from './build-order.ts';
import { fillInputs, type Pin, placeholderValues } from './build-inputs.ts';
import type { BuildRecipe } from './build-recipe.ts';
import { type Chain, type Repository, repositoryOf } from './chain.ts';
import { choiceAsInputs, expectedFiles } from './expected-artifacts.ts';
import type { Plan } from './plan.ts';
import { digestArtifacts } from './release/images.ts';
import type { Departure } from './depart.ts';
import { fillTemplate, placeholders } from './template.ts';
import type { Timings } from './timings.ts';
import type { Again } from './train-state.ts';
import type { Change, TrainRequest } from './trigger.ts';

/** What a train settled on before its first build; its builds and its publishing get their slices of it. */
export interface Itinerary {
  readonly train: string;
  readonly chain: Chain;
  readonly request: TrainRequest;
  readonly plan: Plan;
  readonly pins: readonly Pin[];
  /** Of the publish steps, by the aliases of their actions runs. */
  readonly steps: readonly Pin[];
  readonly target: { readonly commit: string; readonly onDefaultBranch: boolean } | null;
  /** What is released; `null` where nothing is. */
  readonly version: string | null;
  /** 8 hexadecimal digits that tell this execution of the train from any other of its name. */
  readonly digest: string;
  /** Digest of what is built and how, the same for the same inputs: approvals name it. */
  readonly planDigest: string;
  /** When the train started, milliseconds since the epoch. */
  readonly since: number;
  readonly lookFirst: boolean;
  readonly timings: Timings;
}

/** What a train departs with, at that moment (milliseconds since the epoch). */
export function departureOf({ chain, request, pins, planDigest }: Itinerary, at: number): Departure {
  const isTrial = request.kind !== 'cascade' && request.dryRun;
  const asked = chain.gates.filter(({ kinds }) => kinds.includes(request.kind));
  return {
    at,
    digest: planDigest,
    limit: chain.limits.builds,
    shares: {},
    patience: chain.limits.blocked,
    // A trial publishes and deploys nothing.
    gates: asked.filter(({ before }) => before === 'building' || !isTrial),
    reused: request.kind === 'cascade' ? builtByPush(request.changed, pins) : {},
  };
}

function builtByPush(changed: readonly Change[], pins: readonly Pin[]): Departure['reused'] {
  const entries = changed.flatMap(({ repository, run }) => {
    const commit = pins.find(({ alias }) => alias === repository)?.commit;
    if (run === null || commit === undefined) return [];
    return [
      [
        repository,
        { status: 'reused', reason: { code: 'built-by-push', run }, commit, version: null, run, artifacts: [] },
      ] as const,
    ];
  });
  return Object.fromEntries(entries);
}

/** What the build of one repository is to do; `again` says what was done before a person had it made again. */
export function buildOrder(itinerary: Itinerary, alias: string, again: Again | null = null): BuildOrder {
  const repository = repositoryOf(itinerary.chain, alias);
  if (repository === undefined) throw nothingToBuild(alias);
  const pin = itinerary.pins.find((candidate) => candidate.alias === alias);
  const order = orderOf(itinerary, repository, pin, valuesFor(itinerary, repository));
  return { ...order, again, lookFirst: order.lookFirst || again?.lookFirst === true };
}

/** What the placeholders of a repository's templates stand for. */
export type Values = ReturnType<typeof placeholderValues>;

/** What an actions run for one repository is to do: of its build, or of its publish step. */
export function orderOf(
  itinerary: Itinerary,
  repository: Repository,
  pin: Pin | undefined,
  values: Values,
): BuildOrder {
  const { chain, request, timings } = itinerary;
  const recipe: BuildRecipe | null = repository.build;
  const target = pin?.dispatchTo ?? null;
  if (pin === undefined || recipe === null || target === null) throw nothingToBuild(repository.alias);
  return {
    train: itinerary.train,
    alias: repository.alias,
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
      artifacts: artifactsOf(repository, request, values),
    },
    timeouts: recipe.timeouts,
    retry: recipe.retry,
    polling: chain.polling,
    since: itinerary.since,
    lookFirst: itinerary.lookFirst,
    again: null,
    timings,
  };
}

/** What the placeholders of a repository's templates stand for in this train. */
export function valuesFor({ chain, train, request, pins, version }: Itinerary, repository: Repository): Values {
  return placeholderValues(chain, train, request, repository, pins, version);
}

/** The artifacts that a build of that version would have left, by name or pattern: the release takes its files from them. */
export function standInArtifacts(itinerary: Itinerary, alias: string, version: string | null): readonly string[] {
  const repository = repositoryOf(itinerary.chain, alias);
  if (repository?.releases !== true) return [];
  return artifactsOf(repository, itinerary.request, valuesFor({ ...itinerary, version }, repository));
}

function nothingToBuild(alias: string): Error {
  return new Error(`Internal error, please report: ${alias} has nothing to build`);
}

/** What the actions run must leave, the second builds and the digests of images included. */
function artifactsOf(
  { artifacts, images }: Repository,
  { parameters }: TrainRequest,
  values: Values,
): readonly string[] {
  const ofRuns = expectedFiles(artifacts, parameters, values).filter(({ source }) => source === 'actions-artifact');
  const files = ofRuns.flatMap(({ name, rebuilt }) =>
    // That of a pattern is known by the names that are found, and is asked for when they are collected.
    rebuilt === null || placeholders(rebuilt).length > 0 ? [name] : [name, rebuilt],
  );
  return [...files, ...digestArtifacts(images, values)];
}
