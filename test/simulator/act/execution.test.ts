import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Octokit } from '@octokit/rest';
import { expect, onTestFinished, test } from 'vitest';
import type { RunRecord } from '../../../simulator/records.ts';
import { actExecutable, WITH_ACT } from '../../support/act.ts';
import { commitTo, gitRepository } from '../../support/git-repositories.ts';
import { LONG } from '../../support/long.ts';
import { unzipped } from '../../support/unzipped.ts';
import { type Start, start } from '../started.ts';

const COMMIT = 'c'.repeat(40);

const HELLO = `
name: hello
description: Says what it was handed.
inputs: { needs: { description: What is upstream., required: true } }
outputs: { said: { description: The same., value: '\${{ steps.say.outputs.said }}' } }
runs:
  using: composite
  steps:
    - id: say
      shell: bash
      env: { NEEDS: '\${{ inputs.needs }}' }
      run: echo "said=$NEEDS" >> "$GITHUB_OUTPUT"
`;

/** The reusable actions workflow of the organisation, which uses an action of its own at a commit of its own. */
const reusable = (actions: string) => `
name: Build of anything
on: { workflow_call: { inputs: { needs: { type: string, required: true } } } }
permissions: { contents: read }
jobs:
  build:
    strategy: { matrix: { platform: [linux, windows] } }
    runs-on: [self-hosted, Linux]
    steps:
      - uses: actions/checkout@${COMMIT} # v6.0.0
        with: { persist-credentials: false }
      - id: hello
        uses: acme/ci/actions/hello@${actions} # v1.0.0
        with: { needs: '\${{ inputs.needs }}' }
      - run: |
          mkdir out
          cat message.txt > out/message
          echo '\${{ steps.hello.outputs.said }}' > out/needs
          echo 'a line of the log'
      - uses: actions/upload-artifact@${COMMIT} # v6.0.0
        with: { name: 'thing-\${{ matrix.platform }}', path: out }
  test:
    needs: build
    runs-on: self-hosted
    steps:
      - uses: actions/download-artifact@${COMMIT} # v6.0.0
        with: { path: built }
      - run: test -f built/thing-linux/message && test -f built/thing-windows/needs
  never:
    if: github.event_name == 'release'
    runs-on: self-hosted
    steps: [{ run: 'false' }]
`;

const caller = (workflows: string) => `
name: Build
run-name: Build \${{ inputs.cascade }}
on: { workflow_dispatch: { inputs: { cascade: { type: string }, needs: { type: string, default: '[]' } } } }
permissions: { contents: read }
jobs:
  all:
    uses: acme/ci/.github/workflows/build.yml@${workflows} # v1.0.0
    with: { needs: '\${{ inputs.needs }}' }
`;

/** The two repositories, as a scenario has them: the pins of the one are commits of the other. */
async function organisation(build = reusable): Promise<Start> {
  const ci = gitRepository({ 'actions/hello/action.yml': HELLO });
  const workflows = commitTo(ci, { '.github/workflows/build.yml': build(ci.head) });
  const engine = gitRepository({ '.github/workflows/build.yml': caller(workflows), 'message.txt': 'the first one\n' });
  return {
    act: { executable: await actExecutable() },
    repositories: [
      { owner: 'acme', name: 'ci', git: ci.folder, workflows: [] },
      { owner: 'acme', name: 'engine', git: engine.folder, runner: 'act', workflows: [] },
    ],
  };
}

const isOver = ({ status }: RunRecord) => status === 'completed';

test(
  'a dispatch executes the actions workflow at the commit of the run, and its jobs, logs and artifacts come back',
  async () => {
    const { simulator, octokit } = await start(await organisation());
    const { sha } = await simulator.push('acme/engine', { files: { 'message.txt': 'the second one\n' } });
    const needs = JSON.stringify([{ repository: 'acme/zlib', commit: COMMIT }]);
    const { id } = simulator.dispatchAsPerson('acme/engine', '.github/workflows/build.yml', {
      inputs: { cascade: 'cascade:mark', needs },
    });
    await simulator.when(() => simulator.runs('acme/engine').every(isOver), 60_000);

    const [run] = simulator.runs('acme/engine');
    expect(run, JSON.stringify(simulator.log(id))).toMatchObject({ conclusion: 'success', headSha: sha });
    expect(run?.displayTitle).toBe('Build cascade:mark');
    const { data } = await octokit.actions.listJobsForWorkflowRun({ ...inEngine, run_id: id });
    expect(data.jobs.map(({ name, conclusion }) => `${name}: ${conclusion ?? ''}`).sort()).toEqual([
      'all / build (linux): success',
      'all / build (windows): success',
      'all / never: skipped',
      'all / test: success',
    ]);
    const log = simulator.log(id).find(({ job }) => job === 'all / build (linux)');
    expect(log?.lines).toContain('a line of the log');
    expect(await filesOf(octokit, id)).toEqual({
      'thing-linux': { message: 'the second one\n', needs: `${needs}\n` },
      'thing-windows': { message: 'the second one\n', needs: `${needs}\n` },
    });
  },
  WITH_ACT,
);

const broken = (actions: string) => reusable(actions).replace('mkdir out', 'exit 3');

test.runIf(LONG)(
  'a job that fails fails the run, and what needs it is skipped',
  async () => {
    const { simulator } = await start(await organisation(broken));
    const { id } = simulator.dispatchAsPerson('acme/engine', '.github/workflows/build.yml');
    await simulator.when(() => simulator.runs('acme/engine').every(isOver), 60_000);
    expect(simulator.runs('acme/engine')).toMatchObject([{ conclusion: 'failure' }]);
    expect(simulator.log(id).map(({ job }) => job)).toContain('all / test');
  },
  WITH_ACT,
);

const endless = (actions: string) =>
  reusable(actions).replace('mkdir out', 'touch "$HERE/begun"; sleep 600 & sleep 600');

test.runIf(LONG)(
  'a cancelled run leaves no process behind',
  async () => {
    const here = mkdtempSync(join(tmpdir(), 'act-cancel-'));
    onTestFinished(() => {
      rmSync(here, { recursive: true });
    });
    const { act, ...rest } = await organisation(endless);
    const { simulator } = await start({
      ...rest,
      act: { executable: act?.executable ?? '', environment: { HERE: here } },
    });
    const { id } = simulator.dispatchAsPerson('acme/engine', '.github/workflows/build.yml');
    await expect.poll(() => existsSync(join(here, 'begun')), { timeout: 30_000 }).toBe(true);
    expect(processesWith(here)).not.toEqual([]);
    simulator.cancelRun(id);
    await simulator.when(() => simulator.runs('acme/engine').every(isOver), 30_000);
    expect(simulator.runs('acme/engine')).toMatchObject([{ conclusion: 'cancelled' }]);
    expect(processesWith(here)).toEqual([]);
  },
  WITH_ACT,
);

test.runIf(LONG)(
  'what nothing stands in for fails the run, and the log says what to give the simulator',
  async () => {
    const stranger = (actions: string) => reusable(actions).replace('actions/download-artifact', 'someone/else');
    const { simulator } = await start(await organisation(stranger));
    const { id } = simulator.dispatchAsPerson('acme/engine', '.github/workflows/build.yml');
    await simulator.when(() => simulator.runs('acme/engine').every(isOver), 60_000);
    expect(simulator.runs('acme/engine')).toMatchObject([{ conclusion: 'failure' }]);
    expect(simulator.log(id)[0]?.lines[0]).toContain('give the scenario a repository someone/else with `git`');
  },
  WITH_ACT,
);

const inEngine = { owner: 'acme', repo: 'engine' };

/** The texts of a run's artifacts, by artifact and path. */
async function filesOf(octokit: Octokit, runId: number): Promise<Record<string, Record<string, string>>> {
  const { data } = await octokit.actions.listWorkflowRunArtifacts({ ...inEngine, run_id: runId });
  const found = data.artifacts.map(async ({ id, name }) => {
    const zip = await octokit.actions.downloadArtifact({ ...inEngine, artifact_id: id, archive_format: 'zip' });
    const files = await unzipped(Buffer.from(zip.data as ArrayBuffer));
    return [name, Object.fromEntries(Array.from(files, ([path, text]) => [path, String(text)]))] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}

/** Processes whose environment names the folder. */
function processesWith(folder: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`HERE=${folder}`);
    } catch {
      return false;
    }
  });
}
