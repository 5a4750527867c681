import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type BundleOptions, bundleWorkflowCode, type WorkflowBundleOption } from '@temporalio/worker';
import { z } from 'zod';
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
    webpackConfigHook: forOurNode,
    logger: quiet,
  });
  return { code };
}

type Configuration = Parameters<NonNullable<BundleOptions['webpackConfigHook']>>[0];

const Compiling = z.looseObject({ use: z.looseObject({ options: z.looseObject({ jsc: z.looseObject({}) }) }) });

/** The SDK compiles for a Node of 2017, which has to copy objects property by property: a fifth of a workflow task's time. */
function forOurNode(config: Configuration): Configuration {
  const rules = (config.module?.rules ?? []).map((rule) => {
    const { data } = Compiling.safeParse(rule);
    if (data === undefined) return rule;
    const { use } = data;
    const jsc = { ...use.options.jsc, target: 'es2022' };
    return { ...data, use: { ...use, options: { ...use.options, jsc } } };
  });
  return { ...config, module: { ...config.module, rules } };
}

const nothing = () => undefined;
// Errors come as exceptions; the bundler's statistics are nobody's business.
const quiet = { log: nothing, trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };
