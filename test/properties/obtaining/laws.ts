import type { BuildModel, Ending } from './build-model.ts';
import { type MadeRun, type Origin, WORKFLOW } from './github-model.ts';
import type { Model } from './model.ts';
import type { Played } from './play.ts';

/** A law that a story broke. */
export interface Broken {
  readonly law: 'one dispatch' | 'own run' | 'earliest run' | 'an end' | 'nothing left';
  readonly how: string;
}

/** All laws that a story broke, by what GitHub's model knows and nobody in the story could see. */
export function brokenLaws({ model, ended }: Played): readonly Broken[] {
  const { github, builds } = model;
  return [
    ...(ended ? [] : [{ law: 'an end', how: 'it goes on and on' } as const]),
    ...builds.flatMap((build) => [
      ...withoutEnd(build),
      ...dispatchedTwice(build, github.made),
      ...leftGoing(build, model),
      ...build.endings.flatMap((ending) => [
        ...anothersRun(build, ending, github.made),
        ...laterRun(build, ending, model.story.support === 'shown'),
      ]),
    ]),
  ];
}

/** It always ends: with a run, or a failure with a reason. */
function withoutEnd({ name, executions }: BuildModel): readonly Broken[] {
  return executions.at(-1)?.closed === true ? [] : [{ law: 'an end', how: `${name} waits for ever` }];
}

/** The runs of one attempt come from one POST: GitHub may double it, we don't. */
function dispatchedTwice({ name, story }: BuildModel, made: readonly MadeRun[]): readonly Broken[] {
  return Array.from({ length: story.attempts }, (_, index) => index + 1).flatMap((attempt) => {
    const posts = made.flatMap(({ origin }) => (isOf(origin, name, attempt) ? [origin.post] : []));
    const different = [...new Set(posts)];
    return different.length < 2
      ? []
      : [{ law: 'one dispatch', how: `POSTs ${different.join(' and ')} made runs of ${name}#${attempt}` } as const];
  });
}

/**
 * What a build that is cancelled has started is cancelled, too. Two things nobody can see: what GitHub doubled and shows
 * when the other is found; and, without a marker, what an execution before a reset has started.
 */
function leftGoing({ name, executions }: BuildModel, { github, story }: Model): readonly Broken[] {
  const last = executions.at(-1);
  if (last?.isCancelled !== true || (last.wasReset && story.support !== 'shown')) return [];
  const own = github.made.filter(({ origin }) => isOf(origin, name, last.attempt));
  const [run, ...doubles] = own.map(({ run: { id } }) => id);
  if (run === undefined || doubles.length > 0 || github.cancelled.has(run)) return [];
  return [{ law: 'nothing left', how: `run ${run} goes on though ${name} was cancelled` }];
}

/** Never a fork's run, a person's, another build's, or that of another attempt. */
function anothersRun({ name }: BuildModel, { attempt, outcome }: Ending, made: readonly MadeRun[]): readonly Broken[] {
  if (outcome.type === 'failure') return [];
  const taken = made.find(({ run }) => run.id === outcome.id);
  if (taken !== undefined && isOf(taken.origin, name, attempt)) return [];
  return [{ law: 'own run', how: `${name}#${attempt} takes run ${outcome.id}: ${JSON.stringify(taken?.origin)}` }];
}

/** Where GitHub made several and the marker tells whose they are: the earliest that was listed is it, the others are named. */
function laterRun({ name }: BuildModel, { attempt, outcome }: Ending, isShown: boolean): readonly Broken[] {
  if (outcome.type === 'failure' || outcome.listed === null) return [];
  const own = outcome.listed.filter(({ run, origin }) => run.workflow === WORKFLOW && isOf(origin, name, attempt));
  const [earliest, ...others] = own.map(({ run }) => run).sort((a, b) => a.createdAt - b.createdAt || a.id - b.id);
  const how = `${name}#${attempt} takes run ${outcome.id} of ${own.map(({ run }) => run.id).join(', ')}`;
  const isRight = isShown
    ? earliest?.id === outcome.id && others.every(({ id }) => outcome.surplus.has(id))
    : own.length === 1;
  return isRight ? [] : [{ law: 'earliest run', how }];
}

function isOf(origin: Origin, build: string, attempt: number): origin is Extract<Origin, { type: 'post' }> {
  return origin.type === 'post' && origin.build === build && origin.attempt === attempt;
}
