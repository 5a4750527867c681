import { now } from '../clock.ts';
import type { Attempt } from '../state/actions-run.ts';

const harmful = ['failure', 'timed_out', 'cancelled', 'action_required'];
const harmless = ['success', 'neutral', 'skipped'];

/** The worst that happened to a job, or a word that nobody knows; a job that was skipped harms nobody, unless all were. */
export function conclusionOf(attempt: Attempt): string {
  if (attempt.cancelled) return 'cancelled';
  const conclusions = new Set(attempt.jobs.map((job) => job.conclusion ?? 'failure'));
  return (
    harmful.find((conclusion) => conclusions.has(conclusion)) ??
    [...conclusions].find((conclusion) => !harmless.includes(conclusion)) ??
    harmless.find((conclusion) => conclusions.has(conclusion)) ??
    'failure'
  );
}

/** Ends an attempt; nobody is told. */
export function endAttempt(attempt: Attempt, conclusion: string): void {
  attempt.status = 'completed';
  attempt.conclusion = conclusion;
  attempt.completedAt = now();
  attempt.updatedAt = attempt.completedAt;
}
