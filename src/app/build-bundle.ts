import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { bundleWorkflows, PREBUILT } from './workflow-bundle.ts';

// Run while the container image is made, so that a worker starts without bundling.
const { code } = await bundleWorkflows();
await mkdir(dirname(PREBUILT), { recursive: true });
await writeFile(PREBUILT, code);
