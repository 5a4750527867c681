import type { ArtifactOrigin, Chain, ExpectedArtifact, Polling, Repository } from '../domain/chain.ts';
import type { BuildRecipe } from '../domain/build-recipe.ts';
import { type CompleteBuild, DEFAULT_POLL } from './defaults.ts';
import { milliseconds } from './duration.ts';
import { type EffectiveRepository, effectiveRepositories } from './effective.ts';
import { splitFullName } from './full-name.ts';
import { normaliseGates } from './normalise-gates.ts';
import { normalisePush } from './normalise-push.ts';
import { normaliseLimits, normaliseQueue } from './normalise-queue.ts';
import { normaliseRelease } from './normalise-release.ts';
import { normaliseSchedules } from './normalise-schedules.ts';
import { normaliseDeploy, normaliseTelling } from './normalise-telling.ts';
import { normaliseTriggers } from './normalise-triggers.ts';
import type { Artifact, ChainFile } from './schema.ts';

/** The chain that a file describes, every default filled in. Whether it makes sense, the rules say. */
export function normalise(file: ChainFile): Chain {
  return {
    name: file.chain,
    repositories: effectiveRepositories(file).map((repository) => normaliseRepository(file, repository)),
    triggers: normaliseTriggers(file),
    release: normaliseRelease(file),
    parameters: Object.entries(file.parameters ?? {}).map(([name, values]) => ({ name, values })),
    limits: normaliseLimits(file),
    queue: normaliseQueue(file),
    gates: normaliseGates(file),
    tells: normaliseTelling(file),
    schedules: normaliseSchedules(file),
    polling: normalisePolling(file),
  };
}

function normalisePolling({ poll, poll_with_webhooks: pollWithWebhooks }: ChainFile): Polling {
  const withoutWebhooks = milliseconds(poll ?? DEFAULT_POLL.withoutWebhooks);
  if (pollWithWebhooks !== undefined) return { withoutWebhooks, withWebhooks: milliseconds(pollWithWebhooks) };
  return { withoutWebhooks, withWebhooks: Math.max(withoutWebhooks, milliseconds(DEFAULT_POLL.withWebhooks)) };
}

function normaliseRepository(file: ChainFile, { alias, entry, build, artifacts }: EffectiveRepository): Repository {
  return {
    alias,
    ...splitFullName(entry.repository),
    kind: entry.kind ?? 'library',
    needs: entry.needs ?? [],
    notifies: entry.notifies ?? [],
    releases: entry.releases ?? true,
    branch: entry.branch ?? null,
    build: build === null ? null : normaliseBuild(build),
    artifacts: artifacts.map(normaliseArtifact),
    images: entry.images ?? [],
    runner: entry.runner ?? null,
    push: normalisePush(entry.on_push),
    deploy: normaliseDeploy(file, entry),
  };
}

function normaliseBuild(build: CompleteBuild): BuildRecipe {
  return {
    mode: build.mode,
    runsIn: build.runs_in === undefined ? null : splitFullName(build.runs_in),
    workflows: build.workflows,
    dispatch:
      build.dispatch === 'workflow_dispatch'
        ? { type: 'workflow_dispatch', inputs: build.inputs }
        : { type: 'repository_dispatch', eventType: build.event_type ?? '', payload: build.payload },
    marker: build.marker,
    proof: build.proof ?? null,
    requiredJobs: build.required_jobs,
    timeouts: {
      queue: milliseconds(build.timeouts.queue),
      build: milliseconds(build.timeouts.build),
      approval: milliseconds(build.timeouts.approval),
    },
    expectedDuration: milliseconds(build.expected_duration),
    retry: {
      attempts: build.retry.attempts,
      backoff: milliseconds(build.retry.backoff),
      maximumBackoff: milliseconds(build.retry.maximum_backoff),
      on: build.retry.on,
      how: build.retry.how,
      budget: build.retry.budget === undefined ? null : milliseconds(build.retry.budget),
    },
  };
}

const ORIGINS: Readonly<Record<NonNullable<Exclude<Artifact, string>['from']>, ArtifactOrigin>> = {
  run: 'actions-artifact',
  release: 'release-asset',
  earlier: 'earlier-release',
};

/** An artifact in the domain's form, from either way to write it. */
export function normaliseArtifact(artifact: Artifact): ExpectedArtifact {
  const {
    name,
    from = 'run',
    only = {},
    rebuilt = null,
    archive = true,
    tag = null,
  } = typeof artifact === 'string' ? { name: artifact } : artifact;
  return { source: ORIGINS[from], name, only, rebuilt, asIs: !archive, tag };
}
