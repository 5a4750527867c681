import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { keptBundle } from '../../src/app/kept-bundle.ts';
import { bundleWorkflows } from '../../src/app/workflow-bundle.ts';
import { findServerExecutable } from '../../src/engine/server-executable.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The Temporal server that tests start. */
    serverExecutable: string;
    /** The workflows, bundled once for all tests. */
    workflowBundle: string;
  }
}

/** Fetches the server where it is missing, and bundles the workflows, once for all test files. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'cascade-tests-'));
  const bundle = join(folder, 'workflows.js');
  const bundling = keptBundle(async () => (await bundleWorkflows()).code);
  const [{ path }, code] = await Promise.all([findServerExecutable({ env: process.env }), bundling]);
  await writeFile(bundle, code);
  project.provide('serverExecutable', path);
  project.provide('workflowBundle', bundle);
  return () => rm(folder, { recursive: true });
}
