import type { PullRequestScenario, PushScenario } from '../scenario.ts';
import type { Ref } from '../state/ref.ts';

/** Whether an actions workflow that says this of pushes runs when the ref is pushed. Patterns know `*`, which stops at a slash, and `**`. */
export function listensToPush(push: PushScenario | undefined, { kind, name }: Ref): boolean {
  return matchesSome((kind === 'heads' ? push?.branches : push?.tags) ?? [], name);
}

/** Whether an actions workflow that says this of pull requests runs for one into that branch. */
export function listensToPullRequest(pullRequest: PullRequestScenario | undefined, base: string): boolean {
  return pullRequest !== undefined && matchesSome(pullRequest.branches ?? ['**'], base);
}

function matchesSome(patterns: readonly string[], name: string): boolean {
  return patterns.some((pattern) => expressionOf(pattern).test(name));
}

function expressionOf(pattern: string): RegExp {
  const parts = pattern.split(/(\*+)/).map((part) => {
    if (part === '*') return '[^/]*';
    return part.startsWith('*') ? '.*' : part.replace(/[\\^$.+?()[\]{}|]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`);
}
