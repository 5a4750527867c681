import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Octokit } from '@octokit/rest';
import type { RunRecord } from '../../../simulator/records.ts';
import type { Simulator } from '../../../simulator/simulator.ts';
import { makeOrganisation } from '../../../src/cli/demo/real/organisation.ts';
import { temporaryFolder } from '../../engine/folders.ts';
import { start } from '../../simulator/started.ts';
import { actExecutable } from '../../support/act.ts';
import { fleetOf } from '../fleet-of.ts';

/** The whole of a fleet, its files generated and ready to be executed. */
export interface Executed {
  readonly simulator: Simulator;
  readonly octokit: Octokit;
}

/** Generates the files of a `cascade.yml`, commits them beside the sources of each repository, and lets act wait for events. */
export async function executedFleet(
  chain: string,
  sources: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Promise<Executed> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'cascade.yml'), chain);
  await mkdir(join(folder, 'git'));
  const repositories = await makeOrganisation(
    await fleetOf(join(folder, 'cascade.yml')),
    (name) => Promise.resolve(new Map(Object.entries(sources[name] ?? {}))),
    join(folder, 'git'),
  );
  return start({ repositories, act: { executable: await actExecutable() } });
}

/** Waits until everything that was started is over, and tells of each actions run its file, its event and how its jobs ended. */
export async function outcomeOf({ simulator, octokit }: Executed): Promise<Record<string, readonly string[]>> {
  const isOver = ({ status }: RunRecord) => status === 'completed';
  await simulator.when(() => simulator.runs().length > 0 && simulator.runs().every(isOver), 120_000);
  const told = simulator.runs().map(async ({ id, repository, path, event }) => {
    const [owner = '', repo = ''] = repository.split('/');
    const { data } = await octokit.actions.listJobsForWorkflowRun({ owner, repo, run_id: id });
    const jobs = data.jobs.map(({ name, conclusion }) => `${name}: ${conclusion ?? ''}`);
    return [`${repo} ${path.replace('.github/workflows/', '')} ${event}`, jobs.sort()] as const;
  });
  return Object.fromEntries(await Promise.all(told));
}

/** The repositories that told the chain of a push. */
export function tellers(simulator: Simulator): readonly string[] {
  const told = simulator.requests().filter(({ operation }) => operation === 'repos/create-dispatch-event');
  return told.map(({ repository }) => repository ?? '');
}
