import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { workflowBundle } from '../../src/app/workflow-bundle.ts';
import { startEmbeddedServer } from '../../src/engine/embedded-server.ts';
import { findServerExecutable } from '../../src/engine/server-executable.ts';
import { assemble, type Ground } from '../support/assemble.ts';
import { quietRuntime } from '../support/quiet-runtime.ts';
import type { JourneyPlan } from './journey-plan.ts';
import { JOURNEYS } from './journeys.ts';

// `npm run histories` makes every kind of journey once, and keeps the histories of its workflows for the replay test: here,
// or in the folder that is given. Histories that were kept before stay: they are what older versions of the code left behind.

/** Journeys mostly wait. */
const AT_ONCE = 6;
const LOCAL = ['stackTrace', 'identity'];
const today = new Date().toISOString().slice(0, 10);
const FOLDER = process.argv[2] ?? fileURLToPath(new URL('.', import.meta.url));

quietRuntime();
await using ends = new AsyncDisposableStack();
const scratch = await mkdtemp(join(tmpdir(), 'cascade-histories-'));
ends.defer(() => rm(scratch, { recursive: true }));
const bundle = join(scratch, 'workflows.js');
const made = await workflowBundle();
if (!('code' in made)) throw new Error('Remove the prebuilt bundle first: its histories would be of older code.');
await writeFile(bundle, made.code);
const { path: executable } = await findServerExecutable({ env: process.env });
const server = await startEmbeddedServer({ executable, dataFolder: null, uiPort: null });
ends.defer(() => server.stop());

const waiting = Object.entries(JOURNEYS).values();
await Promise.all(Array.from({ length: AT_ONCE }, recordInTurn));

async function recordInTurn(): Promise<void> {
  for (const [name, plan] of waiting) {
    const began = Date.now();
    await record(name, plan);
    console.log(`${name}: ${((Date.now() - began) / 1000).toFixed(1)} s`);
  }
}

async function record(name: string, { chain, options, travel }: JourneyPlan): Promise<void> {
  await using journeyEnds = new AsyncDisposableStack();
  const ground: Ground = {
    target: { connectionOptions: { address: server.address }, namespace: server.namespace },
    bundle,
    defer: (end) => {
      journeyEnds.defer(async () => {
        await end();
      });
    },
  };
  // Journeys share a server, and the chain's name is in every workflow id.
  const cascade = await assemble({ ...chain, name }, ground, options);
  await travel(cascade);
  const folder = join(FOLDER, today, name);
  await mkdir(folder, { recursive: true });
  const { workflow } = cascade.client;
  for await (const { workflowId, runId } of workflow.list({ query: `TaskQueue = '${cascade.taskQueue}'` })) {
    const history = await workflow.getHandle(workflowId, runId).fetchHistory();
    // Run ids begin with the time, which two executions close to each other share.
    const file = join(folder, `${nameOf(workflowId)}__${runId.slice(-8)}.json`);
    await writeFile(file, `${JSON.stringify({ workflowId, history: anonymous(JSON.parse(historyToJSON(history))) })}\n`);
  }
}

/** A workflow id as part of a file's name: a long one's end says most. */
function nameOf(workflowId: string): string {
  return workflowId.replaceAll(/[^\w.-]/g, '__').slice(-120);
}

/** Nothing of the machine that recorded: stack traces name its folders, identities its name; no replay looks at either. */
function anonymous(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(anonymous);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, LOCAL.includes(key) ? '' : anonymous(inner)]),
  );
}
