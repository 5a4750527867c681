import type { Delivery, ReleaseRecord, RequestRecord, RunRecord, Violation } from '../../../simulator/records.ts';
import type { Simulator } from '../../../simulator/simulator.ts';
import { fullName } from '../../domain/chain.ts';
import type { TrainReport } from '../../engine/trains/read-train.ts';
import type { Script } from './script.ts';
import type { Stage } from './stage.ts';
import { trainsAfter } from './trains-at-api.ts';

/** All that is known once the train has ended: what Cascade says, and what the simulated GitHub saw. */
export interface Outcome {
  readonly report: TrainReport;
  /** The published releases of the repository where the chain publishes. */
  readonly releases: readonly ReleaseRecord[];
  /** The ids of all trains that there are. */
  readonly trains: readonly string[];
  /** The webhooks that told Cascade of its own release. */
  readonly ownNews: readonly Delivery[];
  readonly requests: readonly RequestRecord[];
  readonly runs: readonly RunRecord[];
  readonly violations: readonly Violation[];
}

/** Looks at everything that the train left, once all webhooks have been answered. */
export async function readOutcome(
  { simulator, up }: Stage,
  { chain }: Script,
  report: TrainReport,
  signal: AbortSignal,
): Promise<Outcome> {
  await simulator.when(() => simulator.deliveries().every(({ status }) => status !== 0));
  const target = chain.release === null ? null : fullName(chain.release);
  return {
    report,
    releases: target === null ? [] : simulator.releases(target).filter(({ draft }) => !draft),
    trains: await trainsAfter(report.train, up.apiUrl, signal),
    ownNews: target === null ? [] : newsOfReleases(simulator, target),
    requests: [...simulator.requests()],
    runs: simulator.runs(),
    violations: simulator.violations(),
  };
}

function newsOfReleases(simulator: Simulator, repository: string): readonly Delivery[] {
  return simulator
    .deliveries()
    .filter(
      (delivery) =>
        delivery.event === 'release' && delivery.action === 'published' && delivery.repository === repository,
    );
}
