import type { Client } from '@temporalio/client';
import type { Ballot } from '../../domain/approvals/ballot.ts';
import { type SealedVote } from '../../domain/approvals/sealed-vote.ts';
import { type Commanded, commandTrain } from './command-train.ts';

/** A vote with what proves who it is from: a signature, or the mark of the API. */
export type ProvedBallot = Extract<Ballot, { type: 'signed' }> | SealedVote;

/** Hands a vote in to its train, which has the proof checked. Throws an EngineError where no worker answers. */
export function handInVote(client: Client, train: string, ballot: ProvedBallot, updateId: string): Promise<Commanded> {
  if (ballot.type === 'api') {
    return commandTrain(client, train, { type: ballot.vote.verdict, input: ballot, updateId });
  }
  const { verdict: type, statement } = ballot;
  return commandTrain(client, train, { type, input: { type: 'openpgp', statement }, updateId });
}
