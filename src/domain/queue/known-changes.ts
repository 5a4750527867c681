import { type Chain, repositoryOf } from '../chain.ts';
import type { TrainRequest, Trigger } from '../trigger.ts';

/** What a train can carry of what it was asked for. */
export interface KnownChanges {
  readonly request: TrainRequest;
  /** Aliases that the chain has no more. */
  readonly unknown: readonly string[];
}

/**
 * Leaves out of a cascade of the queue's own what the chain doesn't know any more: a repository that was removed while its
 * push waited keeps back no other. A person hears of a wrong alias; so does a cascade of which nothing would be left.
 */
export function knownChanges(chain: Chain, request: TrainRequest): KnownChanges {
  if (request.kind !== 'cascade' || !isOfQueue(request.trigger)) return { request, unknown: [] };
  const isKnown = ({ repository }: { readonly repository: string }) => repositoryOf(chain, repository) !== undefined;
  const changed = request.changed.filter(isKnown);
  if (changed.length === 0) return { request, unknown: [] };
  const unknown = request.changed.filter((change) => !isKnown(change)).map(({ repository }) => repository);
  return { request: { ...request, changed }, unknown };
}

/** Only the queue starts cascades for what webhooks tell, and for Cascade itself. */
function isOfQueue(trigger: Trigger): boolean {
  if (trigger.type === 'manual') return trigger.by.type === 'cascade';
  return trigger.type === 'push' || trigger.type === 'dispatch';
}
