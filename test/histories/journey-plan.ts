import type { Chain } from '../../src/domain/chain.ts';
import type { RetryPolicy } from '../../src/domain/build-recipe.ts';
import type { TestCascade, TestOptions } from '../support/assemble.ts';
import { chain, documents, recipe, repository } from '../support/chains.ts';

/** One way for a train to go, from its start to its end. */
export interface JourneyPlan {
  readonly chain: Chain;
  readonly options: TestOptions;
  /** Sends trains off, and waits until they have come where the journey ends. */
  readonly travel: (cascade: TestCascade) => Promise<unknown>;
}

export const RETRY: RetryPolicy = {
  attempts: 2,
  backoff: 10,
  maximumBackoff: 10,
  on: ['failure'],
  how: 'new-attempt',
  budget: null,
};
export const DISPATCH = { type: 'repository_dispatch', eventType: 'build-chain', payload: { version: '{version}' } } as const;

export const SMALL = chain(
  [
    documents('spec'),
    repository('core', { needs: ['spec'], build: recipe({ mode: 'verify', dispatch: DISPATCH }), artifacts: [] }),
    repository('app', { needs: ['core'], build: recipe({ retry: RETRY }) }),
  ],
  { name: 'small' },
);

/** Waits for the end, whatever it is. */
export async function ended(result: Promise<unknown>): Promise<void> {
  await result.catch(() => undefined);
}
