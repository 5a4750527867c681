import { assertNever } from '../exhaustive.ts';
import { closedBefore } from '../gates-of.ts';
import { satisfies, type UnderwayTrain } from '../train-state.ts';
import type { RetryCommand, SkipCommand, TrainCommand } from './command.ts';

/** What a retry of publishing is called, where builds go by their aliases. */
const PUBLISHING = 'publish';

/** Why a command makes no sense as things stand, with what would; nothing where it does. */
export function checkCommand(state: UnderwayTrain, command: TrainCommand): readonly string[] {
  if (state.cancelled !== null) return ['the train is being cancelled, and takes no commands any more'];
  switch (command.type) {
    case 'pause':
      return state.paused === null ? [] : ['the train is paused already; resume lets it go on'];
    case 'resume':
      return state.paused === null ? ['the train is not paused, so there is nothing to resume'] : [];
    case 'cancel':
      return state.publishing.status === 'published' && !state.plan.tells
        ? ['the release is published, and stays so']
        : [];
    case 'retry':
      return checkRetry(state, command);
    case 'skip':
      return checkSkip(state, command);
    case 'set-limits':
      return [];
    default:
      return assertNever(command);
  }
}

/** The builds that a retry means, and whether publishing. */
export function retried(
  state: UnderwayTrain,
  { build }: RetryCommand,
): { readonly aliases: readonly string[]; readonly publishing: boolean } {
  const aliases = failedBuilds(state).filter((alias) => build === null || build === alias);
  const publishing = state.publishing.status === 'failed' && (build === null || build === PUBLISHING);
  return { aliases, publishing };
}

/** Those of the builds of which nobody knows how many attempts they made: they were cancelled, or terminated. */
export function endedUntold(state: UnderwayTrain, aliases: readonly string[]): readonly string[] {
  return aliases.filter((alias) => {
    const build = state.builds[alias];
    return build?.status === 'cancelled' || (build?.status === 'failed' && build.attempts === 0);
  });
}

function checkRetry(state: UnderwayTrain, command: RetryCommand): readonly string[] {
  const { aliases, publishing } = retried(state, command);
  const closed = closedBefore(state, 'publishing');
  if (publishing && closed.length > 0) {
    return [`${closed.join(', ')} let nothing be published; that is final: start the release again`];
  }
  if (aliases.length > 0 || publishing) return [];
  const failed = [...failedBuilds(state), ...(state.publishing.status === 'failed' ? [PUBLISHING] : [])];
  const instead = failed.length === 0 ? 'nothing of the train failed' : `what failed: ${failed.join(', ')}`;
  if (command.build === null) return [`there is nothing to retry: ${instead}`];
  return [`${unknown(state, command.build) ?? `${command.build} did not fail`}; ${instead}`];
}

function checkSkip(state: UnderwayTrain, { build: alias }: SkipCommand): readonly string[] {
  const build = Object.hasOwn(state.builds, alias) ? state.builds[alias] : undefined;
  if (build === undefined) return [unknown(state, alias) ?? `the train doesn't build ${alias}`];
  if (satisfies(build))
    return [`${alias} ${build.status === 'succeeded' ? 'succeeded' : `is ${build.status}`} already`];
  if (build.status === 'running') return [`${alias} is being built; wait for its end, or cancel its actions run`];
  return [];
}

function failedBuilds({ builds }: UnderwayTrain): readonly string[] {
  const failed = Object.entries(builds).filter(([, { status }]) => status === 'failed' || status === 'cancelled');
  return failed.map(([alias]) => alias);
}

function unknown({ builds }: UnderwayTrain, alias: string): string | null {
  if (alias === PUBLISHING || Object.hasOwn(builds, alias)) return null;
  return `the train has no build "${alias}"; it has ${Object.keys(builds).join(', ')}`;
}
