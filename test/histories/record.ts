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
import { JOURNEYS } from './journeys.ts';

// `npm run histories` makes every kind of journey once, and keeps the histories of its workflows for the replay test.
// Histories that were kept before stay: they are what older versions of the code left behind.
const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const LOCAL = ['stackTrace', 'identity'];
const today = new Date().toISOString().slice(0, 10);

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

for (const [name, { chain, options, travel }] of Object.entries(JOURNEYS)) {
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
  const cascade = await assemble(chain, ground, options);
  const train = await travel(cascade);
  const folder = join(FOLDER, today, name);
  await mkdir(folder, { recursive: true });
  for await (const { workflowId, runId } of cascade.client.workflow.list({ query: `TaskQueue = '${cascade.taskQueue}'` })) {
    const history = await cascade.client.workflow.getHandle(workflowId, runId).fetchHistory();
    const file = join(folder, `${workflowId.replaceAll('/', '__')}.json`);
    await writeFile(file, `${JSON.stringify({ workflowId, history: anonymous(JSON.parse(historyToJSON(history))) })}\n`);
  }
  console.log(`${name}: ${train}`);
}

/** Nothing of the machine that recorded: stack traces name its folders, identities its name; no replay looks at either. */
function anonymous(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(anonymous);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, LOCAL.includes(key) ? '' : anonymous(inner)]),
  );
}
