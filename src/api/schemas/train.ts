import { z } from 'zod';
import { ActionsRunRef, RelatedRun } from './actions-run.ts';

/** Milliseconds since the epoch. */
export const Time = z.int().meta({ description: 'Milliseconds since the epoch.' });

export const TrainKind = z.enum(['release', 'cascade', 'nightly']);

export const TrainExecution = z
  .enum(['running', 'completed', 'failed', 'cancelled', 'terminated', 'timed-out'])
  .meta({ description: 'How Temporal says that the train stands.' });

const Reason = z.looseObject({ code: z.string() }).meta({ description: 'A code, and the facts that belong to it.' });

const Build = z.object({
  alias: z.string(),
  repository: z.string(),
  needs: z.array(z.string()).readonly(),
  status: z.enum(['waiting', 'blocked', 'running', 'succeeded', 'failed', 'cancelled', 'reused', 'skipped']),
  reason: Reason,
  why: z.string().meta({ description: 'The reason in words.' }),
  startedAt: Time.nullable(),
  settledAt: Time.nullable(),
  attempts: z.int(),
  run: ActionsRunRef.nullable(),
  related: z.array(RelatedRun).readonly(),
});

const Release = z.object({
  id: z.int(),
  url: z.string(),
  tag: z.string(),
  files: z.array(z.object({ name: z.string(), size: z.int(), sha256: z.string() })).readonly(),
  draft: z.boolean().meta({ description: 'Whether it is the draft of a trial, and nothing is published.' }),
  signedBy: z
    .string()
    .nullable()
    .meta({ description: 'Fingerprint of the key that signed it; `null` where it is unsigned.' }),
  warnings: z
    .array(z.string())
    .readonly()
    .meta({ description: 'What was found wrong and did not stop it.' }),
  versionsProposed: z
    .string()
    .nullable()
    .meta({ description: 'The pull request that brings the file of versions up to date.' }),
});

const Publishing = z.discriminatedUnion('status', [
  z.object({ status: z.literal('waiting') }),
  z.object({
    status: z.literal('running'),
    startedAt: Time,
    draft: z.string().nullable().meta({ description: 'The draft, once only gates keep it from being published.' }),
    word: z.enum(['none', 'go', 'stop']).meta({ description: 'What the gates said.' }),
  }),
  z.object({ status: z.literal('published'), at: Time, release: Release }),
  z.object({ status: z.literal('failed'), at: Time, why: z.string() }),
  z.object({ status: z.literal('cancelled'), at: Time }),
]);

const FollowUp = z.discriminatedUnion('status', [
  z.object({ status: z.literal('waiting') }),
  z.object({ status: z.literal('running'), startedAt: Time }),
  z.object({
    status: z.literal('done'),
    at: Time,
    told: z
      .array(z.object({ what: z.string(), ok: z.boolean(), why: z.string(), required: z.boolean() }))
      .readonly(),
  }),
]);

const Gate = z.object({
  name: z.string(),
  before: z.enum(['building', 'publishing', 'deploying']),
  state: z.enum(['not-reached', 'waiting', 'open', 'closed']),
  why: z.string().meta({ description: 'Who agreed, who is asked, and what it waits for.' }),
});

const RateBudget = z
  .object({ limit: z.int(), remaining: z.int(), resetAt: Time })
  .meta({ description: 'What is left of GitHub’s rate limit, as the running builds last heard.' });

/** What a train tells of itself. */
export const TrainView = z.object({
  train: z.string(),
  chain: z.string(),
  kind: TrainKind,
  version: z.string().nullable(),
  state: z.enum([
    'waiting-for-admission',
    'merged',
    'superseded',
    'needs-person',
    'pinning',
    'building',
    'paused',
    'cancelling',
    'publishing',
    'succeeded',
    'failed',
    'cancelled',
  ]),
  builds: z.array(Build).readonly(),
  publishing: Publishing.nullable(),
  followUp: FollowUp.nullable(),
  gates: z.array(Gate).readonly(),
  plan: z.string().nullable().meta({ description: 'Digest of the plan: an approval names it.' }),
  commands: z
    .array(z.object({ at: Time, by: z.string(), what: z.string(), why: z.string() }))
    .readonly()
    .meta({ description: 'What people asked for, the newest last.' }),
  note: z.string().meta({ description: 'What explains the state of the whole train; empty where its builds do.' }),
  budget: RateBudget.nullable(),
});
