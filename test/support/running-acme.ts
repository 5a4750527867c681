import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import { requireChains } from '../../src/app/settings.ts';
import { simulatedOrganisation } from '../../src/cli/demo/scenario.ts';
import { temporaryFolder } from '../engine/folders.ts';
import { TOKEN } from './acme.ts';
import { type CliResult, runCli } from './run-cli.ts';
import { spawnUp } from './spawn-up.ts';

/** A chain's organisation, `cascade up` before it, and commands in the same folder. */
export interface RunningAcme {
  readonly simulator: Simulator;
  readonly cwd: string;
  /** Address of the API of `cascade up`. */
  readonly api: string;
  /** Runs a command to its end. */
  readonly cascade: (...words: readonly string[]) => Promise<CliResult>;
}

/** Starts all that a chain needs, as processes, for one test. The folder is made ready before its chain is read. */
export async function startRunning(
  chain: string,
  prepare: (cwd: string) => Promise<unknown> = () => Promise.resolve(),
): Promise<RunningAcme> {
  const cwd = await temporaryFolder();
  await prepare(cwd);
  const file = join(cwd, 'cascade.yml');
  await writeFile(file, `poll: 200ms\n${chain}`);
  const [described] = await requireChains([file]);
  if (described === undefined) throw new Error('The file has no chain');
  const organisation = simulatedOrganisation(described, {
    login: 'cascade-bot',
    token: TOKEN,
    runners: Infinity,
    seconds: () => 0.05,
    failing: [],
  });
  const simulator = await startSimulator(organisation);
  onTestFinished(() => simulator.close());
  const env = {
    CASCADE_GITHUB_URL: simulator.url,
    CASCADE_GITHUB_TOKEN: TOKEN,
    CASCADE_CHAINS: file,
    CASCADE_DATA: join(cwd, 'data'),
    CASCADE_API_PORT: '0',
    CASCADE_WRITE_SPACING_MS: '0',
    CASCADE_RELEASE_SPACING_MS: '0',
    CASCADE_LOG_LEVEL: 'warn',
  };
  const { api } = await spawnUp({ cwd, env });
  return { simulator, cwd, api, cascade: (...words) => runCli(words, { cwd, env }) };
}
