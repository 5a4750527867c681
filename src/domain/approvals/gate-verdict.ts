import type { Approver, CountedVote, Gate } from './gate.ts';

/** Whether a gate lets a train pass, and if not, what it takes. */
export type GateVerdict =
  | { readonly type: 'open'; readonly by: readonly string[]; readonly emergency: boolean }
  | {
      readonly type: 'waiting';
      readonly given: number;
      readonly needed: number;
      /** Who could still agree. */
      readonly open: readonly string[];
      /** When time alone changes the verdict next, milliseconds since the epoch; `null` for never. */
      readonly until: number | null;
    }
  | { readonly type: 'closed'; readonly why: string };

/** What has come to a gate so far. Times are milliseconds since the epoch. */
export interface AtGate {
  readonly since: number;
  readonly votes: readonly CountedVote[];
  /** Digest of the plan that the votes must be about. */
  readonly plan: string;
  readonly now: number;
}

/**
 * The verdict of a gate: k of n who agree, after the minimum time; or an emergency's own k, each with a reason, at once. The
 * last word of each person counts. Votes about another plan, of strangers, or of before it began to wait or after its end
 * count for nothing: what opened in time stays open.
 */
export function gateVerdict(gate: Gate, { since, votes, plan, now }: AtGate): GateVerdict {
  const end = gate.expires === null ? null : since + gate.expires;
  const inTime = ({ at }: CountedVote) => at >= since && (end === null || at < end);
  const valid = lastWords(votes.filter((vote) => vote.gate === gate.name && vote.plan === plan && inTime(vote)));
  const urgent = agreed(gate.emergency?.approvers ?? [], valid.filter(isUrgent));
  if (gate.emergency !== null && urgent.length >= gate.emergency.threshold) {
    return { type: 'open', by: urgent, emergency: true };
  }
  const given = agreed(gate.approvers, valid);
  const refused = names(gate.approvers).filter((name) => said(valid, name) === 'reject');
  if (gate.approvers.length - refused.length < gate.threshold) {
    return { type: 'closed', why: `${refused.join(', ')} rejected it${reasons(valid, refused)}` };
  }
  const from = since + gate.wait;
  const enough = given.length >= gate.threshold;
  if (enough && now >= from) return { type: 'open', by: given, emergency: false };
  if (!enough && end !== null && now >= end) return { type: 'closed', why: 'too few opened it in time' };
  const open = names(gate.approvers).filter((name) => said(valid, name) === null);
  const until = enough ? from : end;
  return { type: 'waiting', given: given.length, needed: gate.threshold, open, until };
}

function lastWords(votes: readonly CountedVote[]): readonly CountedVote[] {
  // Being at the same moment, the later in the list was said later.
  const ordered = votes.toSorted((one, other) => one.at - other.at);
  return [...new Map(ordered.map((vote) => [vote.by, vote])).values()];
}

function isUrgent({ emergency, why }: CountedVote): boolean {
  return emergency && why.trim() !== '';
}

function agreed(approvers: readonly Approver[], votes: readonly CountedVote[]): readonly string[] {
  return names(approvers).filter((name) => said(votes, name) === 'approve');
}

function said(votes: readonly CountedVote[], name: string): CountedVote['verdict'] | null {
  return votes.find(({ by }) => by === name)?.verdict ?? null;
}

function names(approvers: readonly Approver[]): readonly string[] {
  return [...new Set(approvers.map(({ name }) => name))];
}

function reasons(votes: readonly CountedVote[], refused: readonly string[]): string {
  const whys = votes.filter(({ by, why }) => refused.includes(by) && why !== '').map(({ why }) => why);
  return whys.length === 0 ? '' : `: ${whys.join('; ')}`;
}
