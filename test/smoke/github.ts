import { parseChain } from '../../src/config/parse.ts';
import { type Chain, fullName } from '../../src/domain/chain.ts';
import type { TrainView } from '../../src/domain/train-view.ts';
import { makeGitHub } from '../../src/github/github.ts';
import { maskSecrets, rememberSecret } from '../../src/telemetry/mask.ts';
import { prepare } from './prepare.ts';
import { type SmokeSettings, smokeSettings } from './settings.ts';
import { chainFile, travel } from './travel.ts';
import { type VerifiedFile, verifyRelease } from './verify.ts';

// A small release against a real GitHub (docs/smoke-test.md). Everything of Cascade runs in this process.
const settings = smokeSettings(process.env, process.argv.slice(2));
if ('missing' in settings) {
  say(
    'SKIPPED: the smoke test against GitHub did not run.',
    `  ${settings.missing}; docs/smoke-test.md tells what it takes.`,
  );
} else {
  rememberSecret(settings.token);
  process.exitCode = await run(settings);
}

async function run(settings: SmokeSettings): Promise<number> {
  try {
    return (await smoke(settings)) ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${maskSecrets(`FAILED: ${sentencesOf(error).join(': ')}`)}\n`);
    return 1;
  }
}

async function smoke(settings: SmokeSettings): Promise<boolean> {
  const github = makeGitHub({ baseUrl: settings.url, credentials: { type: 'token', token: settings.token } });
  for (const { owner, name, build } of chainOf(settings).repositories) {
    if (build !== null) say(await prepare(github, settings, { owner, name }, build));
  }
  // Never the same twice, and smaller than any version that somebody could mean.
  const version = `v0.0.${Math.floor(Date.now() / 1000)}`;
  say(`Releasing ${version}; each build takes as long as GitHub needs for a runner.`);
  const view = await travel(settings, version, environmentOf(process.env));
  const target = settings.repositories.at(-1);
  if (view.publishing?.status !== 'published' || target === undefined) throw new Error('the train published nothing');
  const files = await verifyRelease(github, settings, target, view.publishing.release.id);
  const ok = files.length > 0 && files.every(({ right }) => right);
  say(
    '',
    ...tableOf(view, files),
    '',
    ok ? `OK: ${version} is published and right.` : `FAILED: ${version} is not right.`,
  );
  const [place, { url }] = [fullName(target), view.publishing.release];
  say(`It left behind the release ${url} with its tag, and its actions runs. To remove release and tag:`);
  say(`  gh release delete ${version} --repo ${place} --cleanup-tag`);
  return ok;
}

/** Temporal says that a train failed; its cause says why. */
function sentencesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [String(error)];
  return error.cause instanceof Error ? [error.message, ...sentencesOf(error.cause)] : [error.message];
}

function chainOf(settings: SmokeSettings): Chain {
  const parsed = parseChain(chainFile(settings), 'the chain of the smoke test');
  if (parsed.ok) return parsed.chain;
  throw new Error(parsed.problems.map(({ message }) => message).join('; '));
}

/** Cascade refuses variables that it doesn't know. */
function environmentOf(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('CASCADE_SMOKE_')));
}

function tableOf(view: TrainView, files: readonly VerifiedFile[]): readonly string[] {
  return [
    ...view.builds.map(({ repository, status, why }) => `${repository.padEnd(40)} ${status.padEnd(10)} ${why}`),
    ...files.map(({ name, size, right }) => `${name.padEnd(40)} ${right ? 'right' : 'WRONG'}      ${size} bytes`),
  ];
}

function say(...lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${maskSecrets(line)}\n`);
}
