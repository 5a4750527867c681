import type { PushScenario } from '../scenario.ts';
import type { Ref } from '../state/ref.ts';

/** Whether an actions workflow that says this of pushes runs when the ref is pushed. Patterns know `*`, which stops at a slash, and `**`. */
export function listensToPush(push: PushScenario | undefined, { kind, name }: Ref): boolean {
  const patterns = (kind === 'heads' ? push?.branches : push?.tags) ?? [];
  return patterns.some((pattern) => expressionOf(pattern).test(name));
}

function expressionOf(pattern: string): RegExp {
  const parts = pattern.split(/(\*+)/).map((part) => {
    if (part === '*') return '[^/]*';
    return part.startsWith('*') ? '.*' : part.replace(/[\\^$.+?()[\]{}|]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`);
}
