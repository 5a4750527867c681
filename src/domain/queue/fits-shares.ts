import type { UnderwayTrain } from '../train-state.ts';

/** Whether a train has no more builds under way than it may by now, on each label that is limited. */
export function fitsShares({ shares, plan, builds }: UnderwayTrain): boolean {
  const running = plan.builds.filter(({ alias }) => builds[alias]?.status === 'running');
  return Object.entries(shares).every(
    ([label, share]) => running.filter(({ runner }) => runner === label).length <= share,
  );
}
