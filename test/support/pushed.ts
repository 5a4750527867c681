import type { Arrival } from '../../src/domain/queue/arrivals.ts';
import type { TestCascade } from './assemble.ts';

/** A change at the head of the repository's branch. */
export function pushed(
  { chain }: Pick<TestCascade, 'chain'>,
  repository: string,
  differences: Partial<Arrival> = {},
): Arrival {
  const { delivery = repository } = differences;
  return {
    delivery,
    repository,
    commit: null,
    at: Date.now(),
    line: null,
    parameters: {},
    hop: null,
    check: null,
    trigger: { type: 'manual', by: { type: 'cascade' } },
    policy: chain.queue,
    ...differences,
  };
}
