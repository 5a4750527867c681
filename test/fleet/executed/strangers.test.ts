import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { REUSABLE_INPUTS } from '../../../src/domain/fleet/reusable.ts';
import { renderFleet } from '../../../src/fleet/render.ts';
import { workflowTemplate } from '../../../src/fleet/templates.ts';
import { temporaryFolder } from '../../engine/folders.ts';
import { actExecutable, WITH_ACT } from '../../support/act.ts';
import { fleetOf } from '../fleet-of.ts';

const HOSTED = '["ubuntu-24.04"]';
const OWN = '["builds"]';

const REPOSITORY = { full_name: 'acme/engine', default_branch: 'main' };

const [FORK, PARENT, GONE, ITSELF] = [
  { repo: { full_name: 'eve/engine', fork: true } },
  { repo: { full_name: 'upstream/engine', fork: false } },
  { repo: null },
  { repo: { full_name: 'acme/engine', fork: true } },
];

/** What act says of these actions workflows of `acme/engine`, the first of which is started. */
async function executed(
  event: string,
  head: object | null,
  workflows: Readonly<Record<string, object>>,
): Promise<string> {
  const folder = await temporaryFolder();
  const place = join(folder, '.github/workflows');
  mkdirSync(place, { recursive: true });
  for (const [name, content] of Object.entries(workflows)) writeFileSync(join(place, name), JSON.stringify(content));
  const payload = { ...(head === null ? {} : { pull_request: { head } }), repository: REPOSITORY };
  writeFileSync(join(folder, 'event.json'), JSON.stringify(payload));
  const git = (...words: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...words], { cwd: folder });
  git('init', '--quiet');
  git('remote', 'add', 'origin', 'https://github.com/acme/engine');
  git('commit', '--quiet', '--allow-empty', '--message', 'One');
  const [started = ''] = Object.keys(workflows);
  const words = ['--workflows', `.github/workflows/${started}`, '--eventpath', 'event.json', '--action-offline-mode'];
  const places = ['--platform', 'self-hosted=-self-hosted', '--action-cache-path', join(folder, 'work')];
  return execFileSync(await actExecutable(), [event, ...words, ...places], {
    cwd: folder,
    encoding: 'utf8',
    stdio: 'pipe',
  });
}

/** What stands behind `runs-on` in the generated `ci.yml` of a repository with a machine of its own. */
async function generatedRunners(): Promise<string> {
  const file = join(await temporaryFolder(), 'cascade.yml');
  const pin = `{ commit: ${'a'.repeat(40)}, version: v1.0.0 }`;
  writeFileSync(
    file,
    `chain: acme
fleet: { ci: acme/ci, actions: ${pin}, workflows: ${pin}, runs_on: [builds] }
repositories: { engine: { repository: acme/engine, build: false, fleet: { language: rust } } }
`,
  );
  const ci = renderFleet(await fleetOf(file))[1]?.files[0]?.text ?? '';
  return (parse(ci) as { jobs: { ci: { with: Record<string, string> } } }).jobs.ci.with['runs-on'] ?? '';
}

test.each([
  ['of the repository itself', 'pull_request', ITSELF, OWN],
  ['of a fork', 'pull_request', FORK, HOSTED],
  ['of the repository that this one was forked from', 'pull_request', PARENT, HOSTED],
  ['of a repository that is gone', 'pull_request', GONE, HOSTED],
  ['that was merged, and is a push', 'push', null, OWN],
])(
  'the checks of a pull request %s run where they may',
  async (_, event, head, expected) => {
    const shown = { 'runs-on': 'self-hosted', env: { RUNS_ON: await generatedRunners() } };
    const steps = [{ run: 'echo "runs-on is $RUNS_ON"' }];
    const said = await executed(event, head, { 'ci.yml': { on: event, jobs: { shown: { ...shown, steps } } } });
    expect(/runs-on is (\[.*\])/.exec(said)?.[1], said).toBe(expected);
  },
  WITH_ACT,
);

/** The condition of the job that all others of a reusable actions workflow need. */
function conditionOf(workflow: string): string | undefined {
  const { jobs } = parse(workflowTemplate(workflow)) as { jobs: Readonly<Record<string, { if?: string }>> };
  return jobs[workflow.startsWith('ci-') ? 'setup' : 'plan']?.if;
}

/** Whether a reusable actions workflow lets itself be called with those labels. */
async function isCalled(workflow: string, head: object | null, labels: string): Promise<boolean> {
  const inputs = { 'runs-on': { type: 'string' } };
  const job = { if: conditionOf(workflow), 'runs-on': 'self-hosted', steps: [{ run: 'echo "it is called"' }] };
  const called = { on: { workflow_call: { inputs } }, jobs: { first: job } };
  const caller = { uses: './.github/workflows/called.yml', with: { 'runs-on': labels } };
  const event = head === null ? 'push' : 'pull_request';
  const said = await executed(event, head, { 'ci.yml': { on: event, jobs: { caller } }, 'called.yml': called });
  return said.includes('| it is called');
}

test.each([
  ['a fork', OWN, false, FORK],
  ['a fork', '["ubuntu-24.04","builds"]', false, FORK],
  ['a fork', '{"group":"builds"}', false, FORK],
  ['a repository that is gone', OWN, false, GONE],
  ['a fork', HOSTED, true, FORK],
  ['the repository itself', OWN, true, ITSELF],
])(
  'with a caller of its own, a pull request of %s that asks for %s is let in: %s',
  async (_, labels, expected, head) => {
    expect(await isCalled('ci-rust', head, labels)).toBe(expected);
  },
  WITH_ACT,
);

test(
  'a build lets no pull request in, and a push',
  async () => {
    expect([await isCalled('build-rust', ITSELF, HOSTED), await isCalled('build-rust', null, OWN)]).toEqual([
      false,
      true,
    ]);
  },
  WITH_ACT,
);

test('what lets one of them in lets in all of their kind', () => {
  const names = Object.keys(REUSABLE_INPUTS).filter((name) => name !== 'chain');
  for (const name of names) {
    expect(conditionOf(name)).toBe(conditionOf(name.startsWith('ci-') ? 'ci-rust' : 'build-rust'));
  }
});
