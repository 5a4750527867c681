import type { JobReport } from './actions-run.ts';

/**
 * Whether a required job succeeded. Jobs of a matrix can share a name; those of a reusable actions workflow are called
 * `<calling job> / <job>`, and the calling job isn't listed: then all of them must have succeeded.
 */
export function hasSucceeded(jobs: readonly JobReport[], required: string): boolean {
  const meant = jobs.filter(({ name }) => name === required || name.startsWith(`${required} / `));
  return meant.length > 0 && meant.every(({ conclusion }) => conclusion === 'success');
}
