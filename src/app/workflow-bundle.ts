import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { bundleWorkflowCode, type WorkflowBundleOption } from '@temporalio/worker';
import { keptBundle } from './kept-bundle.ts';

/** Where the container image keeps the bundle. */
export const PREBUILT = fileURLToPath(new URL('../../dist/workflows.js', import.meta.url));
const PRINT = fileURLToPath(new URL('print-bundle.ts', import.meta.url));
const WORKFLOWS = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));

/**
 * The code that runs in the workflow sandbox: prebuilt in the container image, else as it was bundled last, and bundled
 * now, apart (about two seconds), where its sources have changed.
 */
export async function workflowBundle(): Promise<WorkflowBundleOption> {
  if (existsSync(PREBUILT)) return { codePath: PREBUILT };
  return { code: await keptBundle(bundleApart) };
}

async function bundleApart(): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [PRINT], { maxBuffer: LARGEST });
  return stdout;
}

/** Bytes of a bundle; it has about two millions. */
const LARGEST = 64 * 2 ** 20;

/** Bundles the workflows from their sources. Fails, and names the module, where something forbidden is imported. */
export async function bundleWorkflows(): Promise<{ code: string }> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: WORKFLOWS,
    // Our modules keep no state, so that all workflows of a process can share them: a seventh of the memory, a third of the time.
    preloadModules: [WORKFLOWS],
    logger: quiet,
  });
  return { code };
}

const nothing = () => undefined;
// Errors come as exceptions; the bundler's statistics are nobody's business.
const quiet = { log: nothing, trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };
