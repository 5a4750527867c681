import { type Command, Option } from 'commander';
import { jsonOption, whyOption } from './options.ts';

/** Adds what can be said with every vote, and the ways to prove whose it is. */
export function voteOptions(command: Command): Command {
  return command
    .addOption(whyOption())
    .option('--plan <digest>', 'the plan that is meant; that of the train as it stands without it')
    .addOption(new Option('--statement', 'write the text to sign, and do nothing else').conflicts(['signed', 'json']))
    .addOption(
      new Option('--signed <file>', 'hand in the signed statement in this file').conflicts([
        'why',
        'plan',
        'emergency',
      ]),
    )
    .addOption(jsonOption());
}
