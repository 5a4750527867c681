import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { exportTree } from '../git/export-tree.ts';
import { git } from '../git/git.ts';
import type { ActionsRun, Attempt } from '../state/actions-run.ts';
import type { World } from '../world.ts';
import type { ActCommand } from './act-process.ts';
import { eventOf, fullRefOf } from './event.ts';
import { gitConfig } from './git-config.ts';
import { type JobTree, readJobTree } from './job-tree.ts';
import { runnerLabels } from './runner-labels.ts';
import { usedRepositories } from './used-repositories.ts';

/** All that is needed to execute an attempt, in a folder of its own. */
export interface Prepared {
  readonly command: ActCommand;
  readonly jobs: JobTree;
  /** Holds a folder for every artifact that is uploaded. */
  readonly artifacts: string;
}

/** Others' actions that a folder of their name, beside this file, stands in for: what they need isn't on this machine. */
const STAND_INS = [
  ...['actions/checkout', 'actions/upload-artifact', 'actions/download-artifact', 'actions/cache'],
  ...['actions/setup-node', 'actions/setup-go'],
];

/** What act may know of the variables of whoever started the simulator: where tools are, and how they reach the network. */
const PASSED_ON =
  /^(PATH|HOME|USER|LANG|LC_.*|TZ|TMPDIR|SHELL|(CARGO|RUSTUP)_HOME|RUSTUP_TOOLCHAIN|SSL_CERT_.*|.*_CAINFO|(HTTPS?|ALL|NO)_PROXY)$/i;

/** Checks the run's commit out, lays what it uses beside it, and says how act is to be started. Throws with what is missing. */
export function prepare(world: World, run: ActionsRun, attempt: Attempt, folder: string): Prepared {
  const { act } = world.scenario;
  const { path } = run.workflow.scenario;
  if (act === undefined) throw new Error(`The scenario has no \`act\`: say where its executable is.`);
  const [checkout, artifacts] = [join(folder, 'checkout'), join(folder, 'artifacts')];
  mkdirSync(artifacts);
  clone(run, checkout);
  const used = usedRepositories(checkout, path, ({ repository, ref }) =>
    standInFor(world, repository, ref, join(folder, 'used', repository, ref)),
  );
  writeFileSync(join(folder, 'event.json'), JSON.stringify(eventOf(world, run)));
  writeFileSync(join(folder, 'gitconfig'), gitConfig([...world.repositories.values()]));
  const variables = {
    ...act.environment,
    GITHUB_RUN_ID: String(run.id),
    GITHUB_RUN_NUMBER: String(run.number),
    GITHUB_RUN_ATTEMPT: String(attempt.number),
    GITHUB_API_URL: world.url,
    RUNNER_ENVIRONMENT: 'self-hosted',
    SIMULATOR_ARTIFACTS: artifacts,
    GIT_CONFIG_GLOBAL: join(folder, 'gitconfig'),
  };
  const args = [
    run.event,
    ...['--json', '--action-offline-mode', '--no-cache-server', '--no-skip-checkout'],
    ...['--workflows', path, '--eventpath', join(folder, 'event.json'), '--actor', run.actor],
    ...['--defaultbranch', run.repository.defaultBranch, '--action-cache-path', join(folder, 'work')],
    // It never leaves this machine.
    ...world.scenario.tokens.slice(0, 1).flatMap((token) => ['--secret', `GITHUB_TOKEN=${token}`]),
    ...runnerLabels(checkout, path, used).flatMap((label) => ['--platform', `${label}=-self-hosted`]),
    ...[...used].flatMap(([name, stands]) => ['--local-repository', `${name}=${stands}`]),
    ...Object.entries(variables).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
  ];
  return {
    command: { executable: act.executable, args, folder: checkout, environment: environmentOfAct() },
    jobs: readJobTree(checkout, path, used),
    artifacts,
  };
}

/** As a runner would find it: the branch or the tag is there, and the origin is GitHub. */
function clone({ repository, headSha, headBranch, ...run }: ActionsRun, folder: string): void {
  const source = repository.git;
  if (source === undefined)
    throw new Error(`${repository.fullName} has no git repository: say \`git\` in the scenario.`);
  git('.', ['clone', '--quiet', '--no-checkout', source, folder]);
  git(folder, ['remote', 'set-url', 'origin', `https://github.com/${repository.fullName}`]);
  const isBranch = fullRefOf({ repository, headSha, headBranch, ...run }).startsWith('refs/heads/');
  git(folder, ['checkout', '--quiet', '--force', ...(isBranch ? ['-B', headBranch] : ['--detach']), headSha]);
  if (!isBranch) git(folder, ['tag', '--force', headBranch, headSha]);
}

function standInFor(world: World, name: string, ref: string, folder: string): string {
  const backed = world.repositories.get(name.toLowerCase())?.git;
  if (backed !== undefined) {
    exportTree(backed, ref, folder);
    return folder;
  }
  if (STAND_INS.includes(name)) return fileURLToPath(new URL(name, import.meta.url));
  throw new Error(
    `${name}@${ref} is used, and nothing stands in for it: give the scenario a repository ${name} with \`git\`.` +
      ` The simulator brings ${STAND_INS.join(', ')}.`,
  );
}

/** Actions in JavaScript run on the Node.js that runs the simulator. */
function environmentOfAct(): NodeJS.ProcessEnv {
  const passedOn = Object.entries(process.env).filter(([name]) => PASSED_ON.test(name));
  const path = [dirname(process.execPath), process.env['PATH']].join(delimiter);
  return { ...Object.fromEntries(passedOn), PATH: path };
}
