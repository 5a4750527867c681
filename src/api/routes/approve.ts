import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Caller } from '../../domain/access/caller.ts';
import { sealedText } from '../../domain/approvals/sealed-vote.ts';
import { handInVote, type ProvedBallot } from '../../engine/trains/hand-in-vote.ts';
import { withinDeadline } from '../../engine/trains/within-deadline.ts';
import { messageOf } from '../commanded.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { Problem, ProblemAnswer } from '../problem.ts';
import { NamedVote, SignedVote } from '../schemas/ballot.ts';
import { IdempotencyHeaders, updateIdOf } from '../schemas/idempotency.ts';

// A worker checks the proof before it is answered.
const DEADLINE_MS = 8_000;

const Counted = z.object({
  train: z.string(),
  message: z.string().meta({ description: 'Who said what, and how the gate stands now.' }),
});

const schema = {
  summary: 'Approve or reject that a train passes a gate; the slashes of its id may stay as they are',
  params: z.object({ train: z.string() }),
  headers: IdempotencyHeaders,
  body: z.union([NamedVote, SignedVote]),
  response: { 200: Counted, 400: ProblemAnswer, 404: ProblemAnswer, 409: ProblemAnswer, 503: ProblemAnswer },
};

/** `POST /trains/{id}/approvals`: a person says something to a gate, in the name that their token has, or signed. */
export function approveRoute({ client, seal }: ApiDependencies): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    const config = { scope: 'approve' } as const;
    app.post('/trains/:train/approvals', { schema, config }, async ({ params: { train }, body, headers, caller }) => {
      const ballot = 'statement' in body ? { type: 'signed' as const, ...body } : sealed(seal, train, body, caller);
      const updateId = updateIdOf(caller, body.verdict, headers);
      const answer = await withinDeadline(client, DEADLINE_MS, () => handInVote(client, train, ballot, updateId));
      return { train, message: messageOf(train, answer, 'vote-refused') };
    });
    done();
  };
}

function sealed(seal: ApiDependencies['seal'], train: string, vote: NamedVote, { name }: Caller): ProvedBallot {
  if (seal === null) {
    throw new Problem(
      'no-approval-secret',
      'Workers could not tell that this API vouches for its callers: set CASCADE_APPROVAL_SECRET_FILE to the same secret for ' +
        'both, and restart them; or hand in a signed statement.',
    );
  }
  const unmarked = { vote, name, at: Date.now() };
  return { type: 'api', ...unmarked, mac: seal.of(sealedText(train, unmarked)) };
}
