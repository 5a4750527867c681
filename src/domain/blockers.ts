import { satisfies, type UnderwayTrain } from './train-state.ts';

/**
 * For every build that can't start as things stand: the builds, upstream of it, whose failure or cancellation
 * is the cause. A build that is not in the map is not blocked.
 */
export function blockers({ plan, builds }: UnderwayTrain): ReadonlyMap<string, readonly string[]> {
  const blocked = new Map<string, readonly string[]>();
  for (const { alias, needs } of plan.builds) {
    if (builds[alias]?.status !== 'waiting') continue;
    const causes = needs.flatMap((need) => {
      const upstream = builds[need];
      return upstream?.status === 'failed' || upstream?.status === 'cancelled' ? [need] : (blocked.get(need) ?? []);
    });
    if (causes.length > 0) blocked.set(alias, [...new Set(causes)]);
  }
  return blocked;
}

/** The needs of a build that are not there yet. */
export function missingNeeds({ builds }: UnderwayTrain, needs: readonly string[]): readonly string[] {
  return needs.filter((need) => {
    const upstream = builds[need];
    return upstream === undefined || !satisfies(upstream);
  });
}
