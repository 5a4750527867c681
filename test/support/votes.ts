import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { approvalSeal } from '../../src/app/approval-seal.ts';
import type { CountedVote } from '../../src/domain/approvals/gate.ts';
import { type SealedVote, sealedText } from '../../src/domain/approvals/sealed-vote.ts';
import type { GateView } from '../../src/domain/view-gate.ts';
import { handInVote } from '../../src/engine/trains/hand-in-vote.ts';
import { APPROVAL_SECRET, type TestCascade } from './assemble.ts';
import { untilTrain, viewOf } from './watching.ts';

/** What became of a vote, in words. */
export interface Heard {
  readonly counts: boolean;
  readonly text: string;
}

/** What somebody says to a gate of a train: that they approve it as it stands, unless a test says otherwise. */
export type Saying = Pick<CountedVote, 'gate' | 'by'> & Partial<CountedVote>;

/** Hands in a vote as an API does that knows whom it is from. */
export async function say(cascade: TestCascade, train: string, saying: Saying): Promise<Heard> {
  return handIn(cascade, train, await sealed(cascade, train, saying));
}

/** The vote with the mark of an API that knows whom it is from. */
export async function sealed({ client }: TestCascade, train: string, saying: Saying): Promise<SealedVote> {
  const plan = saying.plan ?? (await viewOf(client.workflow.getHandle(train)))?.plan ?? '';
  const { by: name, at = Date.now(), gate, verdict = 'approve', emergency = false, why = '' } = saying;
  const unmarked = { vote: { gate, verdict, emergency, why, plan }, name, at };
  return { type: 'api', ...unmarked, mac: approvalSeal(APPROVAL_SECRET).of(sealedText(train, unmarked)) };
}

/** Hands in a vote as it is. */
export async function handIn({ client }: TestCascade, train: string, vote: SealedVote): Promise<Heard> {
  const answer = await handInVote(client, train, vote, randomUUID());
  switch (answer.type) {
    case 'done':
      return { counts: true, text: answer.message };
    case 'refused':
      return { counts: false, text: answer.problems.join('; ') };
    case 'over':
      return { counts: false, text: answer.why };
    case 'unknown':
      return { counts: false, text: 'there is no such train' };
  }
}

/** Waits until a gate of a train is in that state. */
export async function untilGate(
  { client }: TestCascade,
  train: string,
  name: string,
  state: GateView['state'] = 'waiting',
): Promise<GateView> {
  const handle = client.workflow.getHandle(train);
  const { gates } = await untilTrain(handle, {
    gates: expect.arrayContaining([expect.objectContaining({ name, state })]) as unknown,
  });
  const found = gates.find((gate) => gate.name === name);
  if (found === undefined) throw new Error(`The train has no gate ${name}`);
  return found;
}
