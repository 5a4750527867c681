import type { PublishedMember } from './publication.ts';
import { sameRepository } from '../build-place.ts';
import { type Chain, type Repository, repositoryOf } from '../chain.ts';
import { expectedFiles } from '../expected-artifacts.ts';
import { type Itinerary, orderOf, type Values, valuesFor } from '../orders.ts';
import { isStandIn, withStandIns, yielded, type YieldedBuild } from '../stand-ins.ts';
import { fillTemplate } from '../template.ts';
import type { UnderwayTrain } from '../train-state.ts';
import { explainTrigger, type TrainRequest } from '../trigger.ts';
import { fillImage, type ImageSource, withoutDigests } from './images.ts';
import type { MemberOutputs, PublishOrder } from './publish-order.ts';
import { fillAddress, publishSteps, type StepOrder } from './publish-steps.ts';
import type { ReleaseTarget } from './release-target.ts';

/** What publishing is to do, once every build has succeeded, or has something that stands in for it. */
export function publishOrder(asked: Itinerary, state: UnderwayTrain): PublishOrder {
  const itinerary = withStandIns(asked, state);
  const { chain, request, train, target, version, digest, since, timings } = itinerary;
  if (request.kind === 'cascade' || chain.release === null || target === null || version === null) {
    throw new Error(`Internal error, please report: ${train} publishes nothing`);
  }
  const { owner, name, title, checks, looseFiles, packages, signing, tags, notes, versions, rolling } = chain.release;
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
    gated: Object.values(state.gates).some(({ gate }) => gate.before === 'publishing'),
    title: fillTemplate(title, { version, chain: chain.name, train }),
    startedAt: since,
    startedBy: explainTrigger(request.trigger),
    parameters: request.parameters,
    policy: { checks, looseFiles, packages, signing, tags, notes, versions, rolling },
    members: membersOf(itinerary, state, version),
    outputs: outputsOf(itinerary, state, version),
    images: imagesOf(itinerary, state),
    steps: stepsOf(itinerary),
    timings,
  };
}

/** Whether the release by which somebody started the train is the one to publish in. */
export function adopts(release: ReleaseTarget, chain: Chain, request: TrainRequest): boolean {
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
    const build = yielded(state.builds[alias]);
    if (pin === undefined) return [];
    return {
      alias,
      repository,
      needs,
      ref: pin.ref,
      commit: pin.commit,
      tag: memberTag(chain, alias, version),
      work,
      run: build?.run ?? null,
      workflow: pin.dispatchTo?.workflow ?? null,
    };
  });
}

/** The tag that a repository gets with the release; `null` for none. */
export function memberTag(chain: Chain, alias: string, version: string): string | null {
  const isTagged = chain.release?.tags.repositories === 'members' && repositoryOf(chain, alias)?.releases === true;
  return isTagged ? version : null;
}

function outputsOf(itinerary: Itinerary, state: UnderwayTrain, version: string): readonly MemberOutputs[] {
  const { chain, plan, request } = itinerary;
  return plan.builds.flatMap(({ alias }) => {
    const build = yielded(state.builds[alias]);
    const repository = repositoryOf(chain, alias);
    if (repository?.releases !== true || build === null) return [];
    const values = valuesOf(itinerary, repository, build);
    const expected = expectedFiles(repository.artifacts, request.parameters, values);
    // Where nothing is expected, whatever the actions run left is its own matter.
    if (expected.length === 0) return [];
    const { owner, name, images } = repository;
    const artifacts = withoutDigests(build.artifacts, images, values);
    const tag = isStandIn(build) ? (build.version ?? version) : version;
    return { alias, owner, name, tag, run: build.run, artifacts, expected };
  });
}

function imagesOf(itinerary: Itinerary, state: UnderwayTrain): readonly ImageSource[] {
  return itinerary.chain.repositories.flatMap((repository) => {
    const { alias, releases, images } = repository;
    const build = yielded(state.builds[alias]);
    if (!releases || build === null) return [];
    const { owner, name } = build.run ?? repository;
    const values = valuesOf(itinerary, repository, build);
    return images.map((image) => {
      const { reference, artifact: wanted } = fillImage(image, values);
      const artifact = build.artifacts.find((candidate) => candidate.name === wanted);
      // Without it the build would not have succeeded.
      if (artifact === undefined) throw new Error(`Internal error, please report: ${alias} left no ${wanted}`);
      return { reference, from: { type: 'artifact', alias, owner, name, artifact, asIs: false, parameters: {} } };
    });
  });
}

/** What an earlier train built has the names that it got there. */
function valuesOf(itinerary: Itinerary, repository: Repository, build: YieldedBuild): Values {
  return valuesFor(isStandIn(build) ? { ...itinerary, version: build.version } : itinerary, repository);
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
