import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { GitHubError } from '../domain/github-error.ts';

/**
 * Runs an effect and turns what GitHub made of it into what the engine decides by: trying again helps against an
 * outage, waiting helps against a rate limit, nothing helps against a refusal.
 */
export async function withGitHubFailures<T>(effect: () => Promise<T>): Promise<T> {
  try {
    return await effect();
  } catch (error) {
    throw error instanceof GitHubError ? toFailure(error) : error;
  }
}

function toFailure(error: GitHubError): ApplicationFailure {
  switch (error.kind) {
    case 'unavailable':
      return ApplicationFailure.create({ message: error.message, type: 'GitHubUnavailable', cause: error });
    case 'rate-limited':
      return ApplicationFailure.create({
        message: error.message,
        type: 'GitHubRateLimited',
        category: ApplicationFailureCategory.BENIGN,
        nextRetryDelay: Math.max(1000, (error.retryAt ?? 0) - Date.now()),
      });
    case 'unauthorized':
    case 'forbidden':
    case 'not-found':
    case 'conflict':
    case 'invalid':
    case 'gone':
      return ApplicationFailure.create({
        message: error.message,
        type: 'GitHubRefused',
        nonRetryable: true,
        cause: error,
      });
  }
}

/** Nothing is wrong, it is just too early: the engine asks again after the interval, and no history grows. */
export function notYet(message: string, after?: number): ApplicationFailure {
  return ApplicationFailure.create({
    message,
    type: 'NotYet',
    category: ApplicationFailureCategory.BENIGN,
    ...(after === undefined ? {} : { nextRetryDelay: after }),
  });
}

/** What a person must change before another try could help. */
export function refused(message: string): ApplicationFailure {
  return ApplicationFailure.create({ message, type: 'Refused', nonRetryable: true });
}
