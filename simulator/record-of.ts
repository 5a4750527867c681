import type { ReleaseRecord, RunRecord } from './records.ts';
import { assetPage, releasePage } from './shapes/release.ts';
import type { ActionsRun } from './state/actions-run.ts';
import { latestAttempt } from './state/actions-run.ts';
import type { Release } from './state/release.ts';
import { contentOf } from './state/release.ts';
import type { World } from './world.ts';

/** What is told of an actions run. */
export function runRecord(run: ActionsRun): RunRecord {
  const attempt = latestAttempt(run);
  const startedAt = attempt.jobs.find((job) => job.runner !== undefined)?.startedAt;
  return {
    id: run.id,
    repository: run.repository.fullName,
    path: run.workflow.scenario.path,
    event: run.event,
    displayTitle: run.displayTitle,
    headSha: run.headSha,
    status: attempt.status,
    conclusion: attempt.conclusion,
    attempt: attempt.number,
    createdAt: run.createdAt,
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(attempt.completedAt === undefined ? {} : { completedAt: attempt.completedAt }),
  };
}

/** What is told of a release. */
export function releaseRecord(world: World, release: Release): ReleaseRecord {
  return {
    id: release.id,
    tag: release.tag,
    name: release.name ?? '',
    body: release.body ?? '',
    draft: release.draft,
    prerelease: release.prerelease,
    immutable: release.immutable,
    target: release.target,
    url: releasePage(world, release),
    assets: [...release.assets.values()].map((asset) => ({
      name: asset.name,
      ...contentOf(asset),
      url: assetPage(world, release, asset),
    })),
  };
}
