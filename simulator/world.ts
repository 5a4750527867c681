import { Behaviours } from './behaviours.ts';
import type { Blobs, StoredBlob } from './blobs.ts';
import { Timers } from './clock.ts';
import { Faults } from './faults.ts';
import { Holds } from './holds.ts';
import { Journal } from './journal.ts';
import type { Checks } from './openapi/checks.ts';
import { Registry } from './registry.ts';
import { Runners } from './runners.ts';
import { SelfHostedRunners } from './self-hosted-runners.ts';
import type { Scenario } from './scenario.ts';
import { RateLimits } from './server/rate-limits.ts';
import { SignedLinks } from './server/signed-links.ts';
import type { App } from './state/app.ts';
import { makeApp } from './state/app.ts';
import { Ids } from './state/ids.ts';
import type { ActionsRun, Execution } from './state/actions-run.ts';
import type { Repository } from './state/repository.ts';
import { makeRepository } from './state/repository.ts';
import { Webhooks } from './webhooks/webhooks.ts';

/** The whole simulated GitHub: what every route and every rule works on. */
export interface World {
  readonly scenario: Scenario;
  /** Base address of API, pages and downloads, without a slash at its end. */
  readonly url: string;
  readonly ids: Ids;
  /** By `owner/name` in lower case: GitHub doesn't care about case. */
  readonly repositories: Map<string, Repository>;
  /** What had a name, in lower case, before it was renamed or transferred. */
  readonly formerNames: Map<string, Repository>;
  readonly app: App | undefined;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly holds: Holds;
  readonly timers: Timers;
  readonly runners: Runners;
  readonly selfHosted: SelfHostedRunners;
  readonly behaviours: Behaviours;
  readonly rateLimits: RateLimits;
  readonly links: SignedLinks;
  readonly webhooks: Webhooks;
  readonly registry: Registry;
  readonly blobs: Blobs;
  /** Zips of artifacts, by what is in them. */
  readonly zips: Map<string, Promise<StoredBlob>>;
  /** What act is executing. */
  readonly executions: Set<Execution>;
}

/** A world as the scenario describes it, reachable at the address given; with checks, what its webhooks say is checked too. */
export function makeWorld(scenario: Scenario, url: string, blobs: Blobs, checks?: Checks): World {
  const ids = new Ids();
  const journal = new Journal();
  const timers = new Timers();
  const repositories = new Map(
    scenario.repositories.map((repository) => [
      `${repository.owner}/${repository.name}`.toLowerCase(),
      makeRepository(repository, ids),
    ]),
  );
  const app = scenario.app && makeApp(scenario.app, repositories);
  return {
    scenario,
    url,
    ids,
    repositories,
    app,
    formerNames: new Map(),
    journal,
    faults: new Faults(scenario.faults ?? []),
    holds: new Holds(),
    timers,
    runners: new Runners(scenario.runners),
    selfHosted: new SelfHostedRunners(scenario.selfHosted ?? []),
    behaviours: new Behaviours(scenario.behaviours ?? []),
    rateLimits: new RateLimits(scenario.rateLimit ?? 5000),
    links: new SignedLinks(),
    webhooks: new Webhooks(scenario.webhooks, { ids, journal, timers, app, repositories, checks }),
    registry: new Registry(scenario.registry ?? []),
    blobs,
    zips: new Map(),
    executions: new Set(),
  };
}

/** The repository of that `owner/name`; throws where there is none. */
export function repositoryNamed(world: World, fullName: string): Repository {
  const repository = world.repositories.get(fullName.toLowerCase());
  if (repository === undefined) {
    throw new Error(
      `The simulator has no repository ${fullName}; it has ${[...world.repositories.keys()].join(', ')}.`,
    );
  }
  return repository;
}

/** The actions run of that id, in whichever repository; throws where there is none. */
export function runWithId(world: World, id: number): ActionsRun {
  for (const { runs } of world.repositories.values()) {
    const run = runs.find((known) => known.id === id);
    if (run !== undefined) return run;
  }
  throw new Error(`The simulator has no actions run ${id}.`);
}
