import { Command, Option } from 'commander';
import type { DoctorOptions } from '../run-doctor.ts';
import { jsonOption } from '../options.ts';

const EXAMPLES = `
Examples:
  cascade doctor                   everything that the configured chains need
  cascade doctor --chain acme      one chain only
  cascade doctor --json            every check as JSON, for programs
  cascade doctor --replay          before an update: does this code carry on all that is under way?

Nothing is changed by it. Status 1 where anything is wrong.`;

/** `cascade doctor`: a read-only check of all that a chain needs. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('check all that a chain needs, and say what to do; changes nothing')
    .option('--chain <name>', 'look at this chain only')
    .addOption(
      new Option('--replay', 'instead, replay the histories of all that is under way on this code').conflicts('chain'),
    )
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(async (options: DoctorOptions) => {
      const { runDoctor } = await import('../run-doctor.ts');
      await runDoctor(options);
    });
}
