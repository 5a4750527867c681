/**
 * Names that a person can type. A train's id is its workflow id; a build's is `<train>/<alias>`.
 */
export const MAXIMUM_LENGTH = { chain: 40, alias: 50, version: 60, id: 180 } as const;

/** The alias that no repository may have: `<train>/publish` is the workflow that publishes. */
const PUBLISH = 'publish';

/** How no alias may begin: `<train>/publish-<alias>` is the workflow of a publish step. */
export const STEP_PREFIX = `${PUBLISH}-`;

/** Nor this one: `<train>/follow-up` is the workflow of what comes after success. */
const FOLLOW_UP = 'follow-up';

/** Nor may one begin so: `<train>/deploy-<alias>` waits for the answer to a signal to deploy. */
const DEPLOY_PREFIX = 'deploy-';

/** Nor so: `<train>/telling-...` tells others. */
const TELLING_PREFIX = 'telling-';

/** Nor this one: `<chain>/queue` is the workflow that admits trains, and a train may be named like its chain. */
const QUEUE = 'queue';

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const TRAIN_ID = /^[A-Za-z0-9._:/+-]+$/;
// A number has no leading zero, also where it is part of a pre-release.
const NUMBER = '(0|[1-9]\\d*)';
const PRERELEASE = `(${NUMBER}|\\d*[A-Za-z-][0-9A-Za-z-]*)`;
const VERSION = new RegExp(
  `^v?${NUMBER}\\.${NUMBER}\\.${NUMBER}(-${PRERELEASE}(\\.${PRERELEASE})*)?(\\+[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?$`,
);
const COMMIT = /^[0-9a-f]{40}$/;

export function isChainName(text: string): boolean {
  return NAME.test(text) && text.length <= MAXIMUM_LENGTH.chain;
}

export function isAlias(text: string): boolean {
  return NAME.test(text) && text.length <= MAXIMUM_LENGTH.alias && !isReservedAlias(text);
}

/** Whether a workflow of the train's own has the id that a build of that alias would have. */
export function isReservedAlias(text: string): boolean {
  const isPrefix = [STEP_PREFIX, DEPLOY_PREFIX, TELLING_PREFIX].some((prefix) => text.startsWith(prefix));
  return isPrefix || text === PUBLISH || text === FOLLOW_UP || text === QUEUE;
}

/** What no alias may be, in words: the end of a sentence. */
export const RESERVED_ALIASES = `${PUBLISH}, ${FOLLOW_UP}, ${QUEUE}, ${STEP_PREFIX}..., ${DEPLOY_PREFIX}... and ${TELLING_PREFIX}...`;

/** A version is Semantic Versioning 2.0, with or without a leading `v`; it is used as the tag as it stands. */
export function isVersion(text: string): boolean {
  return VERSION.test(text) && text.length <= MAXIMUM_LENGTH.version;
}

/** A full commit hash, in lower case. */
export function isCommit(text: string): boolean {
  return COMMIT.test(text);
}

/** Whether every build of a train of that id would still have an id within the limit. */
export function isTrainId(text: string): boolean {
  return TRAIN_ID.test(text) && text.length + 1 + MAXIMUM_LENGTH.alias <= MAXIMUM_LENGTH.id;
}

export function releaseTrainId(chain: string, version: string): string {
  return `${chain}/release/${version}`;
}

/** The id of the nightly of a day, `2026-11-21`; a further one of that day has its number. */
export function nightlyTrainId(chain: string, day: string, number = 1): string {
  return number === 1 ? `${chain}/nightly/${day}` : `${chain}/nightly/${day}-${number}`;
}

/** The id of a cascade that a commit of one repository started. */
export function cascadeTrainId(chain: string, alias: string, commit: string): string {
  return `${chain}/cascade/${alias}/${commit.slice(0, 7)}`;
}

/**
 * The id of a cascade that a person started from the head of a branch, whose commit is not known yet. It names the
 * millisecond: a cascade may end within the second in which it began, and the next one be asked for.
 * @param at milliseconds since the epoch
 */
export function manualCascadeTrainId(chain: string, alias: string, at: number): string {
  const stamp = new Date(at).toISOString().replace(/[-:]/g, '');
  return `${chain}/cascade/${alias}/${stamp}`;
}

/** The id of the workflow that admits a chain's trains, and starts the cascades of what was pushed. */
export function queueId(chain: string): string {
  return `${chain}/${QUEUE}`;
}

/** The chain of the queue of that id. */
export function chainOfQueue(id: string): string {
  return id.slice(0, -`/${QUEUE}`.length);
}

export function buildId(train: string, alias: string): string {
  return `${train}/${alias}`;
}

/** The train and the alias of the build of that workflow id. */
export function partsOfBuildId(id: string): { readonly train: string; readonly alias: string } {
  const end = id.lastIndexOf('/');
  return { train: id.slice(0, end), alias: id.slice(end + 1) };
}

export function publishId(train: string): string {
  return `${train}/${PUBLISH}`;
}

export function followUpId(train: string): string {
  return `${train}/${FOLLOW_UP}`;
}

/** What stands for a repository's signal to deploy in its marker, and in the id of the workflow that waits for the answer. */
export function deployAlias(alias: string): string {
  return `${DEPLOY_PREFIX}${alias}`;
}

/** What stands in the marker for a repository that is only told. */
export function tellAlias(owner: string, name: string): string {
  return `tell-${owner}.${name}`;
}

/** The id of the workflow that tells others one thing about one execution of a train. */
export function tellingId(train: string, runId: string, number: number): string {
  return `${train}/${TELLING_PREFIX}${runId.slice(0, 8)}-${number}`;
}

/** The tag of ours on which a build is dispatched whose commit is no head; components of one repository have one each. */
export function heldTag(alias: string, digest: string): string {
  return `cascade/${alias}-${digest}`;
}

/**
 * The id of the workflow that lets dispatches to one actions workflow follow one another. Names that agree in so many
 * characters share one, and only wait for each other without need.
 */
export function laneId(taskQueue: string, place: { owner: string; name: string; workflow: string }): string {
  return `${taskQueue}/dispatches/${place.owner}/${place.name}/${place.workflow}`.toLowerCase().slice(0, 200);
}
