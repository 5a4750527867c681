import { fileURLToPath } from 'node:url';
import { nodeProblem } from './node-problem.ts';

// Nothing else is imported before the version is known to suffice: an old Node would fail on it with a riddle.
const problem = nodeProblem(process.versions.node);
if (problem === null) {
  const { enableCompileCache } = await import('node:module');
  // Halves the time that a command takes to start.
  enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/cascade/compiled', import.meta.url)));
  const { run } = await import('./run.ts');
  await run(process.argv.slice(2));
} else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 2;
}
