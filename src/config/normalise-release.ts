import type { PublishStep, ReleaseTarget, SigningPolicy } from '../domain/release/release-target.ts';
import type { RetentionPolicy } from '../domain/release/retention.ts';
import { DEFAULT_BUILD, DEFAULT_RELEASE, DEFAULT_STEP } from './defaults.ts';
import { milliseconds } from './duration.ts';
import { placeOf } from './place-of.ts';
import type { Release, Step } from './release-schema.ts';
import type { ChainFile } from './schema.ts';

/** The release that a file describes, every default filled in; `null` where it describes none. */
export function normaliseRelease(file: ChainFile): ReleaseTarget | null {
  const { release } = file;
  if (release === undefined) return null;
  return {
    ...placeOf(file, release.publish_in),
    title: release.title ?? DEFAULT_RELEASE.title,
    checks: { ...DEFAULT_RELEASE.checks, ...release.checks },
    looseFiles: release.files ?? DEFAULT_RELEASE.files,
    packages: release.packages ?? [],
    signing: normaliseSigning(release.signing),
    tags: { ...DEFAULT_RELEASE.tags, ...release.tags },
    notes: release.notes ?? null,
    versions: release.versions ?? null,
    steps: (release.steps ?? []).map(normaliseStep),
    rolling: release.rolling ?? null,
    retention: normaliseRetention(release.retention),
  };
}

function normaliseRetention({ keep, max_age: age, pins = [] }: Release['retention'] = {}): RetentionPolicy {
  return {
    keep: keep ?? (age === undefined ? DEFAULT_RELEASE.keptNightlies : null),
    maximumAgeDays: age === undefined ? null : Math.floor(milliseconds(age) / DAY),
    pins,
  };
}

const DAY = 86_400_000;

function normaliseStep({ repository, workflow, inputs, marker, published, lag, timeout }: Step): PublishStep {
  const { queue, approval } = DEFAULT_BUILD.timeouts;
  return {
    repository,
    workflow,
    inputs: inputs ?? {},
    marker: marker ?? DEFAULT_STEP.marker,
    published: published ?? null,
    lag: milliseconds(lag ?? DEFAULT_STEP.lag),
    timeouts: {
      queue: milliseconds(queue),
      build: milliseconds(timeout ?? DEFAULT_STEP.timeout),
      approval: milliseconds(approval),
    },
  };
}

function normaliseSigning({ unsigned, people }: NonNullable<Release['signing']> = {}): SigningPolicy {
  return {
    unsigned: unsigned ?? DEFAULT_RELEASE.unsigned,
    people:
      people === undefined
        ? null
        : {
            threshold: people.threshold,
            keys: people.keys,
            within: milliseconds(people.within ?? DEFAULT_RELEASE.signedWithin),
          },
  };
}
