import { type BuildOrder, fillDispatch } from './build-order.ts';
import { fillInputs, type Pin, placeholderValues } from './build-inputs.ts';
import { sameRepository } from './build-place.ts';
import { type BuildRecipe, type Chain, type ReleaseTarget, type Repository, repositoryOf } from './chain.ts';
import { choiceAsInputs, expectedFiles } from './expected-artifacts.ts';
import type { Plan } from './plan.ts';
import { digestArtifacts, fillImage, type ImageSource, withoutDigests } from './release/images.ts';
import type { PublishedMember } from './release/publication.ts';
import type { MemberOutputs, PublishOrder } from './release/publish-order.ts';
import { fillAddress, publishSteps, type StepOrder } from './release/publish-steps.ts';
import { fillTemplate, placeholders } from './template.ts';
import type { Timings } from './timings.ts';
import type { UnderwayTrain } from './train-state.ts';
import { explainTrigger, type TrainRequest } from './trigger.ts';

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
  /** When the train started, milliseconds since the epoch. */
  readonly since: number;
  readonly lookFirst: boolean;
  readonly timings: Timings;
}

/** What the build of one repository is to do. */
export function buildOrder(itinerary: Itinerary, alias: string): BuildOrder {
  const repository = repositoryOf(itinerary.chain, alias);
  if (repository === undefined) throw nothingToBuild(alias);
  const pin = itinerary.pins.find((candidate) => candidate.alias === alias);
  return orderOf(itinerary, repository, pin, valuesFor(itinerary, repository));
}

type Values = ReturnType<typeof placeholderValues>;

function orderOf(itinerary: Itinerary, repository: Repository, pin: Pin | undefined, values: Values): BuildOrder {
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
    timings,
  };
}

function valuesFor({ chain, train, request, pins, version }: Itinerary, repository: Repository): Values {
  return placeholderValues(chain, train, request, repository, pins, version);
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

/** What publishing is to do, once every build has succeeded. */
export function publishOrder(itinerary: Itinerary, state: UnderwayTrain): PublishOrder {
  const { chain, request, train, target, version, digest, since, timings } = itinerary;
  if (request.kind === 'cascade' || chain.release === null || target === null || version === null) {
    throw new Error(`Internal error, please report: ${train} publishes nothing`);
  }
  const { owner, name, title, checks, looseFiles, packages, signing, tags, notes, versions } = chain.release;
  return {
    chain: chain.name,
    train,
    digest,
    kind: request.kind,
    version,
    owner,
    name,
    tag: version,
    commit: target.commit,
    onDefaultBranch: target.onDefaultBranch,
    adopts: adopts(chain.release, chain, request),
    dryRun: request.dryRun,
    title: fillTemplate(title, { version, chain: chain.name, train }),
    startedAt: since,
    startedBy: explainTrigger(request.trigger),
    policy: { checks, looseFiles, packages, signing, tags, notes, versions },
    members: membersOf(itinerary, state, version),
    outputs: outputsOf(itinerary, state, version),
    images: imagesOf(itinerary, state),
    steps: stepsOf(itinerary),
    timings,
  };
}

/** Whether the release by which somebody started the train is the one to publish in. */
function adopts(release: ReleaseTarget, chain: Chain, request: TrainRequest): boolean {
  // A trial must not touch what is published.
  if (request.kind !== 'cascade' && request.dryRun) return false;
  const { trigger } = request;
  const source = trigger.type === 'release' ? repositoryOf(chain, trigger.repository) : undefined;
  return source !== undefined && sameRepository(source, release);
}

function membersOf(
  { chain, plan, pins }: Itinerary,
  state: UnderwayTrain,
  version: string,
): readonly PublishedMember[] {
  return plan.builds.flatMap(({ alias, repository, needs, work }) => {
    const pin = pins.find((candidate) => candidate.alias === alias);
    const build = state.builds[alias];
    if (pin === undefined) return [];
    const isTagged = chain.release?.tags.repositories === 'members' && repositoryOf(chain, alias)?.releases === true;
    return {
      alias,
      repository,
      needs,
      ref: pin.ref,
      commit: pin.commit,
      tag: isTagged ? version : null,
      work,
      run: build?.status === 'succeeded' ? build.run : null,
      workflow: pin.dispatchTo?.workflow ?? null,
    };
  });
}

function outputsOf(itinerary: Itinerary, state: UnderwayTrain, version: string): readonly MemberOutputs[] {
  const { chain, plan, request } = itinerary;
  return plan.builds.flatMap(({ alias }) => {
    const build = state.builds[alias];
    const repository = repositoryOf(chain, alias);
    if (repository?.releases !== true || build?.status !== 'succeeded') return [];
    const values = valuesFor(itinerary, repository);
    const expected = expectedFiles(repository.artifacts, request.parameters, values);
    // Where nothing is expected, whatever the actions run left is its own matter.
    if (expected.length === 0) return [];
    const { owner, name, images } = repository;
    const artifacts = withoutDigests(build.artifacts, images, values);
    return { alias, owner, name, tag: version, run: build.run, artifacts, expected };
  });
}

function imagesOf(itinerary: Itinerary, state: UnderwayTrain): readonly ImageSource[] {
  return itinerary.chain.repositories.flatMap((repository) => {
    const { alias, releases, images } = repository;
    const build = state.builds[alias];
    if (!releases || build?.status !== 'succeeded') return [];
    const { owner, name } = build.run ?? repository;
    return images.map((image) => {
      const { reference, artifact: wanted } = fillImage(image, valuesFor(itinerary, repository));
      const artifact = build.artifacts.find((candidate) => candidate.name === wanted);
      // Without it the build would not have succeeded.
      if (artifact === undefined) throw new Error(`Internal error, please report: ${alias} left no ${wanted}`);
      return { reference, from: { type: 'artifact', alias, owner, name, artifact, parameters: {} } };
    });
  });
}

function stepsOf(itinerary: Itinerary): readonly StepOrder[] {
  const { chain, request, steps } = itinerary;
  return publishSteps(chain, request.kind).map(({ step, repository, asBuild }) => {
    const values = valuesFor(itinerary, repository);
    const pin = steps.find(({ alias }) => alias === asBuild.alias);
    return {
      alias: repository.alias,
      published: step.published === null ? null : fillAddress(step.published, values),
      lag: step.lag,
      build: orderOf(itinerary, asBuild, pin, values),
    };
  });
}
