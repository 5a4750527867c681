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
  z.object({ status: z.literal('running'), startedAt: Time }),
  z.object({ status: z.literal('published'), at: Time, release: Release }),
  z.object({ status: z.literal('failed'), at: Time, why: z.string() }),
  z.object({ status: z.literal('cancelled'), at: Time }),
]);

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
  budget: RateBudget.nullable(),
});
