import { z } from 'zod';
import { ANYTHING, NOTHING, type PatternFilter, type PushTrigger } from '../domain/push-trigger.ts';
import { Names, Triggers } from './actions-workflow-yaml.ts';
import { parsedYaml } from './parsed-yaml.ts';

const Workflow = z.object({ on: Triggers });
const Filters = z.record(z.string(), z.unknown()).nullable();

/**
 * Which pushes start the actions workflow in that text; `null` where it is none. A filter that isn't understood counts as
 * none, so that nothing is said that may not be so.
 */
export function readPushTrigger(text: string): PushTrigger | null {
  const { data } = Workflow.safeParse(parsedYaml(text));
  if (data === undefined) return null;
  if (!('push' in data.on)) return { branches: NOTHING, paths: ANYTHING };
  const filters = Filters.safeParse(data.on['push']).data ?? {};
  return {
    branches: isForTagsAlone(filters) ? NOTHING : filterOf(filters['branches'], filters['branches-ignore']),
    paths: filterOf(filters['paths'], filters['paths-ignore']),
  };
}

// https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#onpushbranchestagsbranches-ignoretags-ignore
function isForTagsAlone(filters: Readonly<Record<string, unknown>>): boolean {
  const has = (name: string) => name in filters || `${name}-ignore` in filters;
  return has('tags') && !has('branches');
}

// GitHub's patterns know more than `*` and `**`; with these alone they mean the same here.
const PLAIN = /^(?!!|\.{0,2}\/)[^?+[\]\\]+$/;

/** `paths: [a, '!b']` is `a` without `b`; where a later pattern takes back a `!`, the order matters, and nothing is understood. */
function filterOf(listed: unknown, ignored: unknown): PatternFilter {
  const [some, others] = [Names.safeParse(listed ?? '**').data ?? [], Names.safeParse(ignored ?? []).data];
  if (others === undefined) return ANYTHING;
  const only = some.filter((pattern) => !pattern.startsWith('!'));
  const negated = some.slice(only.length);
  const without = [...negated.map((pattern) => pattern.slice(1)), ...others];
  const isUnderstood =
    only.length > 0 &&
    negated.every((pattern) => pattern.startsWith('!')) &&
    [...only, ...without].every((pattern) => PLAIN.test(pattern));
  return isUnderstood ? { only, without } : ANYTHING;
}
