import { chmodSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { REUSABLE_INPUTS } from '../../../src/domain/fleet/reusable.ts';
import { temporaryFolder } from '../../engine/folders.ts';
import { runStep, stepsOf } from './job-steps.ts';

const WORKFLOWS = Object.keys(REUSABLE_INPUTS).filter((name) => name !== 'chain');

/** What compilers look for in the folders above the one that they work in, and what else an earlier job may leave. */
const LEFT = [
  'source/README.md',
  '.cargo/config.toml',
  'rust-toolchain.toml',
  'go.work',
  'node_modules/left/index.js',
  'sibling/stale.rs',
  '.npmrc',
  '-rf',
  'with space/file',
  'go-cache/modules/read-only/file',
];

test.each(WORKFLOWS)(
  'whatever an earlier job left in the workspace is gone before %s checks anything out',
  async (name) => {
    const outside = await temporaryFolder();
    writeFileSync(join(outside, 'kept'), '');
    const workspace = await temporaryFolder();
    for (const path of LEFT) {
      mkdirSync(dirname(join(workspace, path)), { recursive: true });
      writeFileSync(join(workspace, path), '');
    }
    chmodSync(join(workspace, 'go-cache/modules/read-only'), 0o555);
    symlinkSync(outside, join(workspace, 'link'));
    const { status, stderr } = runStep(name, 'Begin with nothing', workspace);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(readdirSync(workspace)).toEqual([]);
    expect(readdirSync(outside)).toEqual(['kept']);
  },
);

test.each(WORKFLOWS)('%s begins with nothing, and then looks at the disks of the runner that it is on', (name) => {
  const [first, second, ...others] = stepsOf(name);
  expect([first?.name, second?.uses]).toEqual(['Begin with nothing', 'CI/actions/disk-guard@pinned']);
  expect(others.some(({ uses }) => uses === 'actions/checkout@pinned')).toBe(true);
});
