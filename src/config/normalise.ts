import type { ArtifactOrigin, Chain, ExpectedArtifact, Polling, Repository } from '../domain/chain.ts';
import type { BuildRecipe } from '../domain/build-recipe.ts';
import { type CompleteBuild, DEFAULT_BUILDS_AT_ONCE, DEFAULT_POLL } from './defaults.ts';
import { milliseconds } from './duration.ts';
import { type EffectiveRepository, effectiveRepositories } from './effective.ts';
import { splitFullName } from './full-name.ts';
import { normaliseRelease } from './normalise-release.ts';
import type { Artifact, ChainFile } from './schema.ts';

/** The chain that a file describes, every default filled in. Whether it makes sense, the rules say. */
export function normalise(file: ChainFile): Chain {
  return {
    name: file.chain,
    repositories: effectiveRepositories(file).map(normaliseRepository),
    triggers: { releases: file.triggers?.releases ?? [], pushBranches: file.triggers?.push_branches ?? [] },
    release: normaliseRelease(file),
    parameters: Object.entries(file.parameters ?? {}).map(([name, values]) => ({ name, values })),
    limits: { builds: file.limits?.builds ?? DEFAULT_BUILDS_AT_ONCE },
    polling: normalisePolling(file),
  };
}

function normalisePolling({ poll, poll_with_webhooks: pollWithWebhooks }: ChainFile): Polling {
  const withoutWebhooks = milliseconds(poll ?? DEFAULT_POLL.withoutWebhooks);
  if (pollWithWebhooks !== undefined) return { withoutWebhooks, withWebhooks: milliseconds(pollWithWebhooks) };
  return { withoutWebhooks, withWebhooks: Math.max(withoutWebhooks, milliseconds(DEFAULT_POLL.withWebhooks)) };
}

function normaliseRepository({ alias, entry, build, artifacts }: EffectiveRepository): Repository {
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
  } = typeof artifact === 'string' ? { name: artifact } : artifact;
  return { source: ORIGINS[from], name, only, rebuilt };
}
