import { fillInputs } from '../build-inputs.ts';
import { fullName, type Repository, repositoryOf } from '../chain.ts';
import { deployAlias } from '../ids.ts';
import { type Itinerary, valuesFor } from '../orders.ts';
import { fillImage } from '../release/images.ts';
import { placeholders } from '../template.ts';
import type { DeploySignal } from '../telling.ts';
import type { UnderwayTrain } from '../train-state.ts';
import { viewTrain } from '../train-view.ts';
import type { FollowUpOrder, SignalOrder, WantedImage } from './follow-up-order.ts';
import { shortDigest } from '../digest.ts';
import { type NoticeOrder, noticeOf } from './notice.ts';
import { noticeFor } from './telling-order.ts';
import { satelliteSignals } from './satellites.ts';
import { type Built, wasBuilt } from './was-built.ts';

/** What follows the success of a train: the deploys of what it built, and who else is told. */
export function followUpOrder(itinerary: Itinerary, state: UnderwayTrain, mayRepeat: boolean): FollowUpOrder {
  const { train, chain, request, version, since, timings } = itinerary;
  return {
    train,
    chain: chain.name,
    kind: request.kind,
    version,
    since,
    mayRepeat,
    deploys: deploySignals(itinerary, state),
    satellites: satelliteSignals(itinerary, state),
    notices: requiredNotices(itinerary, state),
    polling: chain.polling,
    timings,
  };
}

/** What is told to those without whom the train is no success: that it is one. */
function requiredNotices(
  { train, chain, request, version, digest }: Itinerary,
  state: UnderwayTrain,
): readonly NoticeOrder[] {
  const { kind } = request;
  const view = viewTrain({ train, chain: chain.name, kind, version }, state);
  const notice = noticeOf('settled', { ...view, state: 'succeeded' });
  return chain.tells.webhooks.flatMap((webhook, index) => {
    const isWanted = webhook.required && webhook.on.includes('settled') && webhook.kinds.includes(kind);
    return isWanted ? [noticeFor(webhook, index, notice, digest)] : [];
  });
}

function deploySignals(itinerary: Itinerary, state: UnderwayTrain): readonly SignalOrder[] {
  const { chain, plan, request } = itinerary;
  return plan.builds.flatMap(({ alias }) => {
    const repository = repositoryOf(chain, alias);
    const build = state.builds[alias];
    if (repository === undefined || build === undefined || !wasBuilt(build)) return [];
    const { deploy } = repository;
    return deploy?.kinds.includes(request.kind) === true ? [deploySignal(itinerary, repository, deploy, build)] : [];
  });
}

function deploySignal(
  itinerary: Itinerary,
  repository: Repository,
  { to, eventType, payload: templates, required, answer }: DeploySignal,
  build: Built,
): SignalOrder {
  const { request, version, pins, digest } = itinerary;
  const { alias, owner, name } = repository;
  const values = valuesFor(itinerary, repository);
  const payload = fillInputs(templates, { ...values, tag: version ?? values.version }, request.parameters);
  const commit = pins.find((pin) => pin.alias === alias)?.commit ?? '';
  const place = to ?? { owner, name };
  return {
    alias: deployAlias(alias),
    what: `${eventType} of ${alias} to ${fullName(place)}`,
    place,
    eventType,
    payload,
    commit,
    digest: shortDigest(JSON.stringify([digest, commit, Object.entries(payload)])),
    isMarked: answer?.marker !== 'none',
    image: wantedImage(repository, values, payload, build),
    answer,
    required,
  };
}

/** The first image of a repository is the one that its deploys are about. */
function wantedImage(
  { alias, images: [image] }: Repository,
  values: Readonly<Record<string, string>>,
  payload: Readonly<Record<string, string>>,
  { run, artifacts }: Built,
): WantedImage | null {
  const isNamed = Object.values(payload).some((text) => placeholders(text).includes('image'));
  if (image === undefined || !isNamed) return null;
  const { reference, artifact } = fillImage(image, values);
  return { alias, reference, artifact, run, artifacts };
}
