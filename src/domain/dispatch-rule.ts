import { type Chain, fullName, type Repository } from './chain.ts';
import type { DispatchRule } from './push-policy.ts';

/** The rule of a chain that an event fits. */
export interface FittingRule {
  readonly rule: DispatchRule;
  /** The repositories that the event's type names; empty where such events name none. */
  readonly named: readonly Repository[];
}

const ALIAS = '{alias}';

/** The first rule of the chain that fits an event of that type, or `null`. */
export function ruleFor(chain: Chain, eventType: string): FittingRule | null {
  for (const rule of chain.triggers.dispatches) {
    const [before = '', after] = rule.eventType.split(ALIAS);
    if (after === undefined) {
      if (eventType === before) return { rule, named: [] };
    } else if (eventType.startsWith(before) && eventType.endsWith(after)) {
      const text = eventType.slice(before.length, eventType.length - after.length);
      const named = repositoriesCalled(chain, rule.names, text);
      if (named.length > 0) return { rule, named };
    }
  }
  return null;
}

/** What a text means: the repository of that alias or other name, or all components of the one called `name` or `owner/name`. */
export function repositoriesCalled(
  { repositories }: Chain,
  names: DispatchRule['names'],
  text: string,
): readonly Repository[] {
  const same = (name: string) => name.toLowerCase() === text.toLowerCase();
  const alias = Object.entries(names).find(([name]) => same(name))?.[1];
  const called = repositories.filter((one) => (alias === undefined ? same(one.alias) : one.alias === alias));
  if (called.length > 0) return called;
  return repositories.filter((one) => same(one.name) || same(fullName(one)));
}
