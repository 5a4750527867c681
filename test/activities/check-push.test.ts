import { expect, test, vi } from 'vitest';
import type { RepositoryScenario } from '../../simulator/scenario.ts';
import { pushCheck } from '../domain/queue/support.ts';
import { startStage } from './support/stage.ts';

/** A library that tests itself on every push. */
const TESTED: RepositoryScenario = {
  owner: 'acme',
  name: 'core',
  workflows: [
    {
      path: '.github/workflows/ci.yml',
      name: 'CI',
      on: { push: { branches: ['main'] } },
      jobs: [{ name: 'test', seconds: 0 }],
      artifacts: [],
    },
  ],
};

const CHECK = pushCheck({ name: 'core', jobs: ['test'] });

async function pushedStage(conclusion: 'success' | 'failure' = 'success') {
  const stage = await startStage(undefined, {
    repositories: [TESTED],
    behaviours: conclusion === 'success' ? [] : [{ kind: 'conclude', repository: 'acme/core', conclusion }],
  });
  const push = async (files: Readonly<Record<string, string>>) => {
    const { sha: commit } = await stage.simulator.push('acme/core', { files });
    await vi.waitFor(() => {
      const run = stage.simulator.runs().find(({ headSha, event }) => headSha === commit && event === 'push');
      expect(run?.status).toBe('completed');
    });
    return { commit, at: Date.now() };
  };
  return { ...stage, push };
}

test('a push whose run and required job succeeded is green, with the run that counts as its build', async () => {
  const { activities, push, simulator } = await pushedStage();
  const pushed = await push({ 'src/lib.rs': 'fn main() {}' });
  const run = simulator.runs().find(({ event }) => event === 'push');
  expect(await activities.checkPush({ check: CHECK, ...pushed })).toMatchObject({
    type: 'green',
    run: { owner: 'acme', name: 'core', id: run?.id, attempt: 1 },
    content: null,
  });
  const other = { ...CHECK, countsAsBuild: false };
  expect(await activities.checkPush({ check: other, ...pushed })).toMatchObject({ type: 'green', run: null });
});

test('a push whose run failed is red', async () => {
  const { activities, push } = await pushedStage('failure');
  const pushed = await push({ 'src/lib.rs': 'fn main() {}' });
  expect(await activities.checkPush({ check: CHECK, ...pushed })).toMatchObject({ type: 'red' });
});

test('a green run without the required job is no success', async () => {
  const { activities, push } = await pushedStage();
  const pushed = await push({ 'src/lib.rs': 'fn main() {}' });
  const check = { ...CHECK, jobs: ['test', 'integration'] };
  expect(await activities.checkPush({ check, ...pushed })).toMatchObject({
    type: 'red',
    why: 'its actions runs are green, but required jobs did not succeed: integration',
  });
});

test('the content is the same as long as the paths that matter are, and another when one changes', async () => {
  const { activities, push } = await pushedStage();
  const check = { ...CHECK, content: ['src', 'Cargo.toml'] };
  const contentAfter = async (files: Readonly<Record<string, string>>) => {
    const verdict = await activities.checkPush({ check, ...(await push(files)) });
    return verdict.type === 'green' ? verdict.content : verdict;
  };
  const first = await contentAfter({ 'src/lib.rs': 'one', 'Cargo.toml': '[package]' });
  expect(first).toMatch(/^[0-9a-f]{16}$/);
  expect(await contentAfter({ 'README.md': 'more' })).toBe(first);
  const second = await contentAfter({ 'src/lib.rs': 'two' });
  expect(second).not.toBe(first);
  expect(await contentAfter({ 'src/lib.rs': 'one' })).toBe(first);
});
