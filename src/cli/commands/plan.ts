import { Command } from 'commander';
import { configured } from '../configured.ts';
import { chainOption, jsonOption, parameterOption, type ParameterValues } from '../options.ts';
import { printJson, printLines } from '../output.ts';
import { planOrder } from '../planned-train.ts';
import { canvasFor } from '../render/columns.ts';
import { renderPlan } from '../render/plan-lines.ts';
import { type Ask, makeOrder } from '../train-order.ts';

const EXAMPLES = `
Examples:
  cascade plan release v1.4.0
  cascade plan release v1.4.0 --param platform=linux-x86_64
  cascade plan nightly
  cascade plan push engine --json

The first column is the earliest turn of a build; a build starts as soon as its own needs are done.`;

interface Options {
  readonly chain?: string;
  readonly json?: boolean;
  readonly only?: boolean;
  readonly param: ParameterValues;
}

/** `cascade plan`: what would happen, and why. It touches nothing, GitHub included. */
export function planCommand(): Command {
  const plan = new Command('plan')
    .description('show what a release, a nightly or a push would do, and why; touches nothing')
    .addHelpText('after', EXAMPLES);
  plan.addCommand(
    planOf('release', 'what a release of that version would do')
      .argument('<version>', 'such as v1.4.0')
      .action((version: string, options: Options) =>
        show({ kind: 'release', version, parameters: options.param, refs: {}, lock: null, dryRun: false }, options),
      ),
  );
  plan.addCommand(
    planOf('nightly', 'what the nightly of today would do').action((options: Options) =>
      show({ kind: 'nightly', parameters: options.param, force: false, dryRun: false }, options),
    ),
  );
  plan.addCommand(
    planOf('push', 'what a push to that repository would do')
      .argument('<repository>', 'its alias in cascade.yml')
      .option('--only', 'of this repository alone')
      .action((repository: string, options: Options) =>
        show(
          {
            kind: 'cascade',
            repository,
            commit: undefined,
            line: undefined,
            only: options.only ?? false,
            parameters: options.param,
          },
          options,
        ),
      ),
  );
  return plan;
}

function planOf(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .addOption(chainOption())
    .addOption(parameterOption())
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES);
}

async function show(ask: Ask, { chain: name, json = false }: Options): Promise<void> {
  const { chain } = await configured(name);
  const plan = planOrder(chain, makeOrder(chain, ask));
  if (json) printJson(plan);
  else printLines(renderPlan(plan, canvasFor(process.stdout)));
}
