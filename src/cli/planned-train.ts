import type { Chain, Repository } from '../domain/chain.ts';
import { fullName, repositoryOf } from '../domain/chain.ts';
import { placeholderValues } from '../domain/build-inputs.ts';
import { expectedFiles } from '../domain/expected-artifacts.ts';
import { parallelGroups } from '../domain/graph.ts';
import { type PlannedBuild, planTrain } from '../domain/plan.ts';
import { explain } from '../domain/reason.ts';
import { type TrainRequest, versionOf } from '../domain/trigger.ts';
import type { CheckedOrder } from './train-order.ts';

/** What a train would do, for people and programs. */
export interface PlannedTrain {
  readonly train: string;
  readonly chain: string;
  readonly kind: TrainRequest['kind'];
  readonly parameters: TrainRequest['parameters'];
  /** Every build after all that it needs. */
  readonly builds: readonly PlannedStep[];
  readonly skipped: readonly { readonly alias: string; readonly repository: string; readonly why: string }[];
  /** `owner/name` of where a release is published; `null` where none is. */
  readonly publishedIn: string | null;
}

export interface PlannedStep extends Pick<PlannedBuild, 'alias' | 'repository' | 'needs' | 'kind' | 'work'> {
  /** The earliest turn in which it can be built, from 1; nothing waits for a turn to end. */
  readonly turn: number;
  /** Names of the artifacts that it must yield. */
  readonly artifacts: readonly string[];
}

/** Makes the plan of a train from the chain alone: GitHub is not asked, and nothing is started. */
export function planOrder(chain: Chain, { order, request }: CheckedOrder): PlannedTrain {
  const { builds, skipped, publishes } = planTrain(chain, request);
  const turns = parallelGroups(builds);
  return {
    train: order.trainId,
    chain: chain.name,
    kind: request.kind,
    parameters: request.parameters,
    builds: builds.map((build) => ({
      turn: turns.findIndex((turn) => turn.includes(build)) + 1,
      alias: build.alias,
      repository: build.repository,
      needs: build.needs,
      kind: build.kind,
      work: build.work,
      artifacts: artifactsOf(repositoryOf(chain, build.alias), chain, order.trainId, request),
    })),
    skipped: skipped.map(({ alias, repository, reason }) => ({ alias, repository, why: explain(reason) })),
    publishedIn: publishes && chain.release !== null ? fullName(chain.release) : null,
  };
}

/** What isn't known before GitHub is asked, such as the commit, stays a placeholder. */
function artifactsOf(
  repository: Repository | undefined,
  chain: Chain,
  train: string,
  request: TrainRequest,
): readonly string[] {
  if (repository === undefined) return [];
  const values = Object.entries(placeholderValues(chain, train, request, repository, [], versionOf(request)));
  const filled = Object.fromEntries(values.map(([name, value]) => [name, value === '' ? `{${name}}` : value]));
  return expectedFiles(repository.artifacts, request.parameters, filled).map(({ name }) => name);
}
