import {
  beginObtaining,
  type Obtaining,
  type ObtainingEvent,
  type ObtainingTerms,
} from '../../src/domain/obtaining.ts';

/** When the obtaining begins, in milliseconds since the epoch. */
export const BEGIN = 1_000_000;

/** Durations that are easily told apart. */
export const TERMS: ObtainingTerms = {
  attempt: 1,
  marker: 'shown',
  queueTimeout: 1_800_000,
  timings: { dispatchDeadline: 30_000, settle: 60_000, findInterval: 5_000 },
};

/** The first state: a POST that must leave at `BEGIN` plus 30 s. */
export const posting: Obtaining = beginObtaining(TERMS, BEGIN, false);

/** GitHub's answer to a POST, ten seconds after it began. */
export function answered(
  answer: Extract<ObtainingEvent, { type: 'answered' }>['answer'],
  at = BEGIN + 10_000,
): ObtainingEvent {
  return { type: 'answered', at, answer };
}

/** Nobody knows what became of the POST. */
export function unclear(at = BEGIN + 10_000): ObtainingEvent {
  return answered({ type: 'unclear', message: 'a reset' }, at);
}

/** A search that certainly found nothing. */
export function foundNone(at: number): ObtainingEvent {
  return { type: 'searched', at, found: { type: 'none' } };
}
