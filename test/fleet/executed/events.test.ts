import { describe, expect, test } from 'vitest';
import { WITH_ACT } from '../../support/act.ts';
import { LONG } from '../../support/long.ts';
import { executedFleet, outcomeOf, tellers } from './organisation.ts';

const CHAIN = `
chain: acme
triggers: { releases: [engine], dispatches: standard }
release: { publish_in: app }
fleet:
  ci: acme/ci
  actions: { commit: '${'1'.repeat(40)}', version: v1.0.0 }
  workflows: { commit: '${'2'.repeat(40)}', version: v1.0.0 }
  runs_on: [self-hosted]
  events: { push: [ci, chain] }
defaults:
  build:
    workflows: [build.yml]
    inputs: { version: '{version}', sha: '{sha}', needs: '{needs}' }
    payload: { version: '{version}', sha: '{sha}', needs: '{needs}' }
repositories:
  handbook: { repository: acme/handbook, kind: docs, fleet: { language: docs } }
  engine:
    repository: acme/engine
    artifacts: ['engine-{version}.txt']
    fleet:
      language: commands
      commands: { test: test -f works, lint: test -f README, build: 'cp README "$OUT/engine"' }
  tool:
    repository: acme/tool
    artifacts: ['tool-{version}.txt']
    fleet: { language: commands, commands: { build: 'cp README "$OUT/tool"' } }
  words:
    repository: acme/words
    artifacts: ['words-{version}.tar.gz']
    fleet: { language: go, ci: [vet, fmt] }
  web:
    repository: acme/web
    artifacts: ['web-{version}.tgz']
    fleet: { language: node, ci: [test, lint] }
  app:
    repository: acme/app
    needs: [engine]
    build: { dispatch: repository_dispatch, event_type: build-chain }
    artifacts: ['app-{version}.txt']
    fleet:
      language: commands
      beside: true
      commands: { test: test -f ../engine/works, build: 'cat README ../engine/README > "$OUT/app"' }
`;

const WEB = { name: 'web', version: '1.0.0' };

const SOURCES = {
  handbook: { README: 'How we work.\n' },
  engine: { README: 'The engine.\n', works: 'yes\n' },
  app: { README: 'The app.\n' },
  tool: { README: 'The tool.\n' },
  words: { 'go.mod': 'module acme.test/words\n\ngo 1.21\n', 'main.go': 'package main\n\nfunc main() {}\n' },
  web: {
    'package.json': JSON.stringify({ ...WEB, scripts: { test: 'exit 0', lint: 'exit 0' } }),
    'package-lock.json': JSON.stringify({ ...WEB, lockfileVersion: 3, requires: true, packages: { '': WEB } }),
  },
};

const fleet = () => executedFleet(CHAIN, SOURCES);

test(
  'a push runs the checks and nothing else, and then tells the chain once',
  async () => {
    const executed = await fleet();
    await executed.simulator.push('acme/engine', { files: { README: 'The new engine.\n' } });
    expect(await outcomeOf(executed)).toEqual({
      'engine ci.yml push': [
        'chain / tell: success',
        'ci / lint: success',
        'ci / setup: success',
        'ci / test: success',
      ],
    });
    expect(tellers(executed.simulator)).toEqual(['acme/engine']);
  },
  WITH_ACT,
);

describe.runIf(LONG)('of the generated files', { timeout: WITH_ACT }, () => {
  test('a push whose test fails tells the chain nothing', async () => {
    const executed = await fleet();
    await executed.simulator.push('acme/engine', { files: { works: null } });
    expect(await outcomeOf(executed)).toEqual({
      'engine ci.yml push': ['chain: skipped', 'ci / lint: success', 'ci / setup: success', 'ci / test: failure'],
    });
    expect(tellers(executed.simulator)).toEqual([]);
  });

  test('a push to a branch that is no line runs nothing, and a pull request of it only the checks', async () => {
    const executed = await fleet();
    await executed.simulator.push('acme/engine', { branch: 'patch', files: { README: 'A better engine.\n' } });
    expect(executed.simulator.runs()).toEqual([]);
    await executed.octokit.pulls.create({
      owner: 'acme',
      repo: 'engine',
      head: 'patch',
      base: 'main',
      title: 'Better',
    });
    expect(await outcomeOf(executed)).toEqual({
      'engine ci.yml pull_request': [
        'chain: skipped',
        'ci / lint: success',
        'ci / setup: success',
        'ci / test: success',
      ],
    });
    expect(tellers(executed.simulator)).toEqual([]);
  });

  test('a repository of documents tells of its pushes at once', async () => {
    const executed = await fleet();
    await executed.simulator.push('acme/handbook', { files: { README: 'How we work now.\n' } });
    expect(await outcomeOf(executed)).toEqual({ 'handbook chain.yml push': ['chain / tell: success'] });
    expect(tellers(executed.simulator)).toEqual(['acme/handbook']);
  });

  test('a push to a repository without checks is told at once', async () => {
    const executed = await fleet();
    await executed.simulator.push('acme/tool', { files: { README: 'The new tool.\n' } });
    expect(await outcomeOf(executed)).toEqual({ 'tool chain.yml push': ['chain / tell: success'] });
    expect(tellers(executed.simulator)).toEqual(['acme/tool']);
  });

  test('a push to a repository of Go or Node runs its checks', async () => {
    const executed = await fleet();
    await executed.simulator.push('acme/words', { files: { 'README.md': 'Words.\n' } });
    await executed.simulator.push('acme/web', { files: { 'README.md': 'Pages.\n' } });
    expect(await outcomeOf(executed)).toEqual({
      'words ci.yml push': ['chain / tell: success', 'ci / fmt: success', 'ci / setup: success', 'ci / vet: success'],
      'web ci.yml push': ['chain / tell: success', 'ci / lint: success', 'ci / setup: success', 'ci / test: success'],
    });
  });

  test.each([
    ['Go', 'words', 'words-v1.4.0.tar.gz'],
    ['Node', 'web', 'web-v1.4.0.tgz'],
  ])('a build of %s leaves the artifact that the chain declares', async (_, repo, artifact) => {
    const executed = await fleet();
    const { simulator, octokit } = executed;
    const { id } = simulator.dispatchAsPerson(`acme/${repo}`, '.github/workflows/build.yml', {
      inputs: { version: 'v1.4.0' },
    });
    await outcomeOf(executed);
    const log = simulator.log(id).flatMap(({ lines }) => lines);
    expect(simulator.runs()[0]?.conclusion, log.join('\n')).toBe('success');
    const { data } = await octokit.actions.listWorkflowRunArtifacts({ owner: 'acme', repo, run_id: id });
    expect(data.artifacts.map(({ name }) => name)).toEqual([artifact]);
  });

  test('a workflow_dispatch builds the commit that it names, and leaves the artifact that the chain declares', async () => {
    const executed = await fleet();
    const { simulator, octokit } = executed;
    const [{ sha }] = [await simulator.push('acme/engine', { message: 'Old [skip ci]', files: { README: 'Old.\n' } })];
    await simulator.push('acme/engine', { message: 'New [skip ci]', files: { README: 'New.\n' } });
    const inputs = { version: 'v1.4.0', sha, cascade: 'cascade:mark' };
    const { id } = simulator.dispatchAsPerson('acme/engine', '.github/workflows/build.yml', { inputs });
    const outcome = await outcomeOf(executed);
    expect(Object.keys(outcome)).toEqual(['engine build.yml workflow_dispatch']);
    expect(outcome['engine build.yml workflow_dispatch']?.filter((job) => !job.endsWith(': success'))).toEqual([]);
    const { data } = await octokit.actions.listWorkflowRunArtifacts({ owner: 'acme', repo: 'engine', run_id: id });
    expect(data.artifacts.map(({ name }) => name)).toEqual(['engine-v1.4.0.txt']);
    expect(simulator.runs()[0]?.displayTitle).toBe('Build v1.4.0 cascade:mark');
  });

  test('a repository_dispatch builds with what is needed beside it, at the commits that it names', async () => {
    const executed = await fleet();
    const { simulator, octokit } = executed;
    const { sha: commit } = await simulator.push('acme/engine', { message: '[skip ci]', files: { README: 'Old.\n' } });
    await simulator.push('acme/engine', { message: '[skip ci]', files: { README: 'New.\n' } });
    await octokit.repos.createDispatchEvent({
      owner: 'acme',
      repo: 'app',
      event_type: 'build-chain',
      client_payload: { version: 'v1.4.0', needs: JSON.stringify([{ repository: 'acme/engine', commit }]) },
    });
    const outcome = await outcomeOf(executed);
    expect(Object.keys(outcome)).toEqual(['app build.yml repository_dispatch']);
    const [run] = simulator.runs();
    const log = simulator.log(run?.id ?? 0).flatMap(({ lines }) => lines);
    expect(run?.conclusion, log.join('\n')).toBe('success');
    expect(log).toContain(`acme/engine at ${commit}`);
  });

  test('a release that a person published is built, unless it starts a train, which builds it', async () => {
    const executed = await fleet();
    await executed.simulator.publishRelease('acme/engine', { tag: 'v1.4.0' });
    await executed.simulator.publishRelease('acme/tool', { tag: 'v2.0.0' });
    const outcome = await outcomeOf(executed);
    expect(Object.keys(outcome)).toEqual(['tool build.yml release']);
    expect(outcome['tool build.yml release']?.filter((job) => !job.endsWith(': success'))).toEqual([]);
  });
});
