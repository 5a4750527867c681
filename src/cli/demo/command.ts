import { Command, InvalidArgumentError, Option } from 'commander';
import { EXIT_STATUS } from '../exit-status.ts';
import { DEFAULT_BUILD_SECONDS } from './build-seconds.ts';
import { DEMO_CHAINS, type DemoChain, type Script, writeScript } from './script.ts';

interface Options {
  readonly chain: DemoChain;
  readonly push?: string;
  readonly fail?: string;
  readonly buildSeconds: number;
  readonly keep?: boolean;
}

const EXAMPLES = `
Examples:
  cascade demo                                  a release of seven repositories
  cascade demo --chain opensearch               one of 29
  cascade demo --push blvm-node                 a push travels downstream
  cascade demo --fail blvm-protocol             a build fails: what needs it is blocked, nothing is published
  cascade demo --keep                           look around in Temporal's page afterwards

Status 0 only if everything came out as it must; with --fail never.`;

/** `cascade demo`: all of Cascade on this machine, against a simulated GitHub. Nothing is written into the current folder. */
export function demoCommand(): Command {
  return new Command('demo')
    .description('watch a release being made on this machine, against a simulated GitHub')
    .addOption(new Option('--chain <name>', 'the organisation to simulate').choices(DEMO_CHAINS).default('btcdecoded'))
    .option('--push <repository>', 'push to this repository instead of releasing')
    .option('--fail <repository>', 'let the build of this repository fail')
    .addOption(
      new Option('--build-seconds <seconds>', 'how long a build takes on average')
        .argParser(parseSeconds)
        .default(DEFAULT_BUILD_SECONDS),
    )
    .option('--keep', 'stay up at the end, until ctrl-C')
    .addHelpText('after', EXAMPLES)
    .action(demo);
}

async function demo({ chain, push, fail, buildSeconds, keep = false }: Options): Promise<void> {
  const script = await writeScript({ chain, push: push ?? null, fail: fail ?? null });
  const stream = process.stdout;
  stream.write(`${title(script)}\n\n`);
  // Loaded only now: Temporal and the simulator take a second, and no other command needs them.
  const { play } = await import('./play.ts');
  const held = await play(script, { buildSeconds, keep, stream });
  process.exitCode = held && script.failing.length === 0 ? EXIT_STATUS.done : EXIT_STATUS.no;
}

function title({ chain, request, source }: Script): string {
  const count = chain.repositories.length;
  return request.kind === 'release'
    ? `A release of ${chain.name}, ${count} repositories, on this machine alone`
    : `A push to ${source.alias} through ${chain.name}, ${count} repositories, on this machine alone`;
}

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && seconds > 0 && seconds <= 3600) return seconds;
  throw new InvalidArgumentError('Give seconds above 0 and up to 3600, such as 0.5.');
}
