import { appendFileSync } from 'node:fs';
import { checkOut } from './check-out.mjs';
import { parseNeeds } from './needs.mjs';

const { env } = process;

try {
  const done = parseNeeds(env['INPUT_NEEDS'] ?? '').map((need) => ({
    repository: need.repository,
    commit: checkOut(need, {
      workspace: env['GITHUB_WORKSPACE'] ?? process.cwd(),
      server: env['GITHUB_SERVER_URL'] ?? 'https://github.com',
      token: env['INPUT_TOKEN'] ?? '',
    }),
  }));
  appendFileSync(env['GITHUB_OUTPUT'] ?? '/dev/null', `needs=${JSON.stringify(done)}\n`);
} catch (error) {
  console.log(`::error::${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
