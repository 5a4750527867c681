import type { RequestRecord } from '../../simulator/records.ts';
import { requestsByKind } from '../../src/cli/demo/requests-by-kind.ts';

/** What builds asked of GitHub. What was answered with 304 is free, and the rest counts against the rate limit. */
export interface CountedRequests {
  /** What counts, of the repository that asked most. */
  readonly most: number;
  readonly perBuild: number;
  readonly byKind: readonly { readonly operation: string; readonly perBuild: number }[];
  /** Looks that found nothing new. */
  readonly freePerBuild: number;
}

/** Counts what was asked for so many builds, one a repository; what their train asked as a whole is left out. */
export function countRequests(all: readonly RequestRecord[], builds: number): CountedRequests {
  const counted = all.filter(({ status }) => status !== 304);
  const kinds = requestsByKind(counted).filter(({ purpose }) => purpose === 'build');
  const operations = new Set(kinds.map(({ operation }) => operation));
  const ofBuilds = counted.filter(({ operation }) => operations.has(operation));
  const perRepository = Map.groupBy(ofBuilds, ({ repository }) => repository);
  return {
    most: Math.max(...Array.from(perRepository.values(), ({ length }) => length)),
    perBuild: ofBuilds.length / builds,
    byKind: kinds.map(({ operation, count }) => ({ operation, perBuild: count / builds })),
    freePerBuild: (all.length - counted.length) / builds,
  };
}
