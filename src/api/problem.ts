import { z } from 'zod';

/** An error as RFC 9457 has it, under `application/problem+json`. */
export const ProblemDetails = z.object({
  type: z.string().meta({ description: 'The kind of problem, for programs: `urn:cascade:problem:` and a code.' }),
  title: z.string().meta({ description: 'The kind of problem, for people.' }),
  status: z.int(),
  detail: z.string().meta({ description: 'What happened, where, and what to check next.' }),
  instance: z.string().meta({ description: 'This one occurrence; the log has it as `reqId`.' }),
  problems: z.array(z.string()).readonly().meta({ description: 'Everything that is wrong with the request.' }),
});
export type ProblemDetails = z.infer<typeof ProblemDetails>;

/** How a route describes that it may answer with a problem. */
export const ProblemAnswer = {
  description: 'A problem',
  content: { 'application/problem+json': { schema: ProblemDetails } },
};

const KINDS = {
  'invalid-request': { status: 400, title: 'The request is not in order' },
  'wrong-signature': { status: 401, title: 'The signature is missing or wrong' },
  unauthenticated: { status: 401, title: 'Nobody knows who sends this' },
  forbidden: { status: 403, title: 'The caller may not do this' },
  'not-found': { status: 404, title: 'There is no such address' },
  'unknown-chain': { status: 404, title: 'There is no such chain' },
  'unknown-train': { status: 404, title: 'There is no such train' },
  'train-exists': { status: 409, title: 'The train exists already' },
  'train-over': { status: 409, title: 'The train has ended' },
  'command-refused': { status: 409, title: 'The command makes no sense as the train stands' },
  'vote-refused': { status: 409, title: 'The vote counts for nothing' },
  'command-unclear': { status: 422, title: 'The command is not in order' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'no-approval-secret': { status: 503, title: 'Approvals are not set up' },
  'no-webhook-secret': { status: 503, title: 'Webhooks are not set up' },
  'not-ready': { status: 503, title: 'Cascade is not ready' },
  'audit-unavailable': { status: 503, title: 'The audit trail is not available' },
  'temporal-unavailable': { status: 503, title: 'Temporal is not available' },
  'configuration-broken': { status: 503, title: 'The configuration is not in order' },
} as const;

export type ProblemKind = keyof typeof KINDS;

/** A request that can't be answered as it was meant. The caller is told all of it. */
export class Problem extends Error {
  override readonly name = 'Problem' as const;
  readonly kind: ProblemKind;
  readonly problems: readonly string[];

  constructor(kind: ProblemKind, detail: string, problems: readonly string[] = []) {
    super(detail);
    this.kind = kind;
    this.problems = problems;
  }

  /** The problem as it is sent. */
  details(instance: string): ProblemDetails {
    const type = `urn:cascade:problem:${this.kind}`;
    return { type, ...KINDS[this.kind], detail: this.message, instance, problems: this.problems };
  }
}
