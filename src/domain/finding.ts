/** What one check of the set-up saw. */
export interface Finding {
  /** What was looked at, in a word or two. */
  readonly check: string;
  /** `doubtful`: it may work, or nobody can know. `wrong`: trains will fail on it. */
  readonly verdict: 'fine' | 'doubtful' | 'wrong';
  readonly message: string;
  /** What to do about it; empty where all is fine. */
  readonly advice: string;
}

/** Findings about one thing: a repository, GitHub, Temporal. */
export interface FindingGroup {
  readonly subject: string;
  readonly findings: readonly Finding[];
}

/** A check that saw what it should. */
export function fine(check: string, message: string): Finding {
  return { check, verdict: 'fine', message, advice: '' };
}

/** A check that a person should look at; no train need fail on it. */
export function doubtful(check: string, message: string, advice: string): Finding {
  return { check, verdict: 'doubtful', message, advice };
}

/** A check that saw what makes trains fail. */
export function wrong(check: string, message: string, advice: string): Finding {
  return { check, verdict: 'wrong', message, advice };
}

/** Whether anything is wrong; what is doubtful doesn't count. */
export function anythingWrong(groups: readonly FindingGroup[]): boolean {
  return groups.some(({ findings }) => findings.some(({ verdict }) => verdict === 'wrong'));
}
