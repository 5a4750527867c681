import type { Triggers } from '../domain/chain.ts';
import type { DispatchRule } from '../domain/push-policy.ts';
import { DEFAULT_DISPATCH, DEFAULT_TRIGGERS } from './defaults.ts';
import type { ChainFile } from './schema.ts';
import { DISPATCH_FIELDS, STANDARD_DISPATCHES } from './standard-dispatches.ts';
import type { DispatchEntry, Triggers as TriggersEntry } from './triggers-schema.ts';

/** What starts trains of the chain, every default filled in. */
export function normaliseTriggers({ triggers = {} }: ChainFile): Triggers {
  return {
    releases: triggers.releases ?? [],
    tags: triggers.tags ?? [],
    pushBranches: triggers.push_branches ?? [],
    dispatches: normaliseDispatches(triggers.dispatches),
    afterCascade: triggers.after_cascade ?? DEFAULT_TRIGGERS.afterCascade,
    cascadeRefs: triggers.cascade_refs ?? DEFAULT_TRIGGERS.cascadeRefs,
  };
}

/** A rule of the chain's own takes the place of the standard one of its event. */
function normaliseDispatches(dispatches: TriggersEntry['dispatches'] = []): readonly DispatchRule[] {
  const entries = dispatches === 'standard' ? [dispatches] : dispatches;
  const rules = entries.flatMap((entry) => (entry === 'standard' ? STANDARD_DISPATCHES : [normaliseDispatch(entry)]));
  const events = rules.map(({ eventType }) => eventType);
  return rules.filter(({ eventType }, index) => events.indexOf(eventType) === index);
}

function normaliseDispatch(entry: DispatchEntry): DispatchRule {
  return {
    eventType: entry.event,
    names: entry.names ?? {},
    builds: entry.builds ?? DEFAULT_DISPATCH.builds,
    repositoryFields: entry.repository_fields ?? DISPATCH_FIELDS.repository,
    commitFields: entry.commit_fields ?? DISPATCH_FIELDS.commit,
    refFields: entry.ref_fields ?? DISPATCH_FIELDS.ref,
    line: entry.line ?? null,
  };
}
