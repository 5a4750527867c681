import type { Chain, Repository } from './chain.ts';
import { type FittingRule, repositoriesCalled } from './dispatch-rule.ts';
import { isCommit } from './ids.ts';

/** What a dispatch passes on. Its sender may leave everything out, or put anything there. */
export interface DispatchNews {
  /** What it calls the repository that it is about; empty where it doesn't. */
  readonly called: string;
  /** The components of the chain that this is; empty where there is none. */
  readonly about: readonly Repository[];
  /** The commit of that repository. */
  readonly commit: string | null;
  /** Branch or tag, as its sender writes it; empty where it doesn't. */
  readonly ref: string;
}

type Payload = Readonly<Record<string, unknown>>;

/** Reads a payload by a rule. Where it names no repository, it is about the one that the event's type names. */
export function readNews(chain: Chain, { rule, named }: FittingRule, payload: Payload): DispatchNews {
  const called = firstText(payload, rule.repositoryFields);
  const about = called === '' ? named : repositoriesCalled(chain, rule.names, called);
  const commit = firstText(payload, rule.commitFields).toLowerCase();
  const ref = firstText(payload, rule.refFields).replace(/^refs\/heads\//, '');
  return { called, about, commit: isCommit(commit) ? commit : null, ref };
}

function firstText(payload: Payload, fields: readonly string[]): string {
  for (const field of fields) {
    const value = Object.hasOwn(payload, field) ? payload[field] : undefined;
    if (typeof value === 'string' && value !== '') return value;
  }
  return '';
}
