import { appendFileSync } from 'node:fs';
import { planCells } from './plan.mjs';

const { env } = process;

try {
  const version = env['INPUT_VERSION'] ?? '';
  const values = {
    version,
    version_number: version.replace(/^v(?=\d)/, ''),
    sha: env['INPUT_SHA'] ?? '',
    ref: env['INPUT_REF'] ?? '',
  };
  const choice = JSON.parse(env['INPUT_CHOICE'] ?? '{}');
  const known = { cells: JSON.parse(env['INPUT_CELLS'] ?? '[]'), runsOn: JSON.parse(env['INPUT_RUNS-ON'] ?? '[]') };
  const planned = planCells(known, choice, values, env['INPUT_PROOF'] ?? '');
  for (const { name, artifacts } of planned) {
    console.log(`${name}: ${artifacts.map((artifact) => artifact.name).join(', ') || 'built, and yields nothing'}`);
  }
  appendFileSync(env['GITHUB_OUTPUT'] ?? '/dev/null', `cells=${JSON.stringify(planned)}\n`);
} catch (error) {
  console.log(`::error::${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
