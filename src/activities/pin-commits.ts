import { createHash } from 'node:crypto';
import { heartbeat } from '@temporalio/activity';
import { fillInputs, type Pin, placeholderValues } from '../domain/build-inputs.ts';
import { type Chain, fullName, type Repository, repositoryOf } from '../domain/chain.ts';
import { heldTag } from '../domain/ids.ts';
import { markerSubject } from '../domain/marker.ts';
import type { LockedCommits } from '../domain/release/lock.ts';
import { lockSubject } from '../domain/release/locks.ts';
import { nightlyName } from '../domain/release/nightly-name.ts';
import { type ChainStep, publishSteps } from '../domain/release/publish-steps.ts';
import type { TrainRequest } from '../domain/trigger.ts';
import type { Dependencies } from './dependencies.ts';
import { refused, withGitHubFailures } from './failures.ts';
import { rememberBuilt } from './pinning/built-before.ts';
import { chooseCommit, type Chosen } from './pinning/choose-commit.ts';
import { type Located, locate } from './pinning/locate.ts';
import { rememberingLook } from './pinning/look.ts';
import { readLockedVersions } from './pinning/locked-versions.ts';
import { refuseTaken } from './pinning/refuse-taken.ts';
import { type PinnedTarget, targetOf, unchangedSince } from './pinning/target.ts';

/** What is pinned, and for which train. */
export interface PinInput {
  readonly chain: Chain;
  readonly train: string;
  readonly firstExecutionRunId: string;
  /** When the train started, milliseconds since the epoch. */
  readonly startedAt: number;
  readonly request: TrainRequest;
  readonly aliases: readonly string[];
}

export interface Pins {
  readonly pins: readonly Pin[];
  /** Of the publish steps, each at the commit of its repository, by the aliases of their actions runs. */
  readonly steps: readonly Pin[];
  /** Where the release is made; `null` where none is published. */
  readonly target: PinnedTarget | null;
  /** 8 hexadecimal digits that tell this execution of the train from any other of its name. */
  readonly digest: string;
  /** Digest of what is built and how, the same for the same inputs. 16 hexadecimal digits. */
  readonly planDigest: string;
  /** What is released; `null` where nothing is. */
  readonly version: string | null;
  /** The last nightly, where it had the very same inputs. */
  readonly unchangedSince: string | null;
}

/** A repository, and what is built of it: itself, or a publish step as if it were one. */
type Wanted = Pick<ChainStep, 'repository'> & { readonly asBuild: Repository };
type Found = Wanted & { readonly pin: Located };

const AT_ONCE = 10;

/** Fixes the commit of every build and publish step, finds its actions workflow, and makes the digest of its marker. */
export function pinCommits({
  github,
  versions,
  earlierBuilds,
}: Pick<Dependencies, 'github' | 'versions' | 'earlierBuilds'>) {
  return async function pinCommits(input: PinInput): Promise<Pins> {
    return withGitHubFailures(async () => {
      const { chain, request, aliases } = input;
      const look = rememberingLook(github);
      const versionOf = await readLockedVersions({ github, versions }, chain, request);
      const builtBefore = rememberBuilt({ github, earlierBuilds }, chain, request);
      const repositories = aliases.flatMap((alias) => repositoryOf(chain, alias) ?? []);
      const locateAll = (wanted: readonly Wanted[], mayMove: boolean) =>
        mapSome(wanted, async ({ repository, asBuild }) => {
          const chosen = await chooseCommit(look, repository, request, versionOf(repository), builtBefore);
          const pin =
            typeof chosen === 'string'
              ? chosen
              : await locate(look, asBuild, mayMove ? unreachable(chosen) : chosen, request);
          return typeof pin === 'string' ? pin : { repository, asBuild, pin };
        });
      const builds = await locateAll(
        repositories.map((repository) => ({ repository, asBuild: repository })),
        false,
      );
      const steps = await locateAll(publishSteps(chain, request.kind), true);
      const problems = [...builds, ...steps].filter((item) => typeof item === 'string');
      if (problems.length > 0) throw refused([...new Set(problems)].join('\n'));
      const found = builds.filter((item) => typeof item !== 'string');
      const pins = found.map(({ pin }) => pin);
      const version = versionFor(input, pins);
      const finish = (one: Found) => withDigest(one, pins, input, version);
      const pinned: Pins = {
        pins: found.map(finish),
        steps: steps.filter((item) => typeof item !== 'string').map(finish),
        target: await targetOf(look, pins, input),
        digest: shortHash(input.firstExecutionRunId),
        planDigest: sha256(JSON.stringify([version, inputsOf(chain, request, pins)])).slice(0, 16),
        version,
        unchangedSince: await unchangedSince(github, input, version),
      };
      if (pinned.unchangedSince === null) await refuseTaken(github, input, pinned);
      return pinned;
    });
  };
}

/** A step runs when everything is built, and a registry keeps what it gets: it is never dispatched on a branch that may have moved. */
function unreachable(chosen: Chosen): Chosen {
  return { ...chosen, reachable: false };
}

/** A nightly is named by what it builds, so its name is known only now. */
function versionFor({ chain, request, startedAt }: PinInput, pins: readonly Located[]): string | null {
  switch (request.kind) {
    case 'release':
      return request.version;
    case 'nightly': {
      const day = new Date(startedAt).toISOString().slice(0, 10).replaceAll('-', '');
      return nightlyName(day, sha256(JSON.stringify(inputsOf(chain, request, pins))));
    }
    case 'cascade':
      return null;
  }
}

/** What the outcome depends on, as plain values. */
function inputsOf(chain: Chain, request: TrainRequest, pins: readonly Located[]): readonly unknown[] {
  return [lockSubject(lockOf(chain, pins)), sorted(request.parameters)];
}

function lockOf(chain: Chain, pins: readonly Located[]): LockedCommits {
  const entries = pins.map(({ alias, ref, commit }) => {
    const repository = repositoryOf(chain, alias);
    return [alias, { repository: repository === undefined ? '' : fullName(repository), ref, commit }] as const;
  });
  return { chain: chain.name, repositories: Object.fromEntries(entries) };
}

function withDigest(found: Found, pins: readonly Located[], input: PinInput, version: string | null): Pin {
  const { pin } = found;
  const digest = digestOf(found, pins, input, version);
  if (pin.dispatchTo?.held !== true) return { ...pin, digest };
  return { ...pin, digest, dispatchTo: { ...pin.dispatchTo, ref: heldTag(pin.alias, digest) } };
}

function digestOf(
  { repository, asBuild, pin }: Found,
  pins: readonly Located[],
  { chain, train, request, firstExecutionRunId }: PinInput,
  version: string | null,
): string {
  if (asBuild.build === null) return '00000000';
  const { dispatch } = asBuild.build;
  const templates = dispatch.type === 'workflow_dispatch' ? dispatch.inputs : dispatch.payload;
  const values = placeholderValues(chain, train, request, repository, pins, version);
  const inputs = fillInputs(templates, values, request.parameters);
  return shortHash(markerSubject(firstExecutionRunId, pin.commit, inputs));
}

/** By name, so that the order in which they were given makes no difference. */
function sorted(parameters: TrainRequest['parameters']) {
  return Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function shortHash(text: string): string {
  return sha256(text).slice(0, 8);
}

async function mapSome<T, R>(items: readonly T[], transform: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(start, start + AT_ONCE).map(transform))));
    heartbeat(results.length);
  }
  return results;
}
