import { Command } from 'commander';
import type { VoteOptions } from '../run-vote.ts';
import { voteOptions } from '../vote-options.ts';

const EXAMPLES = `
Examples:
  cascade reject acme/release/v1.4.0 publishing --why "the notes lack the migration"

Whose word it is is proved as for \`cascade approve\`. Where too few are left who could agree, nothing passes the gate any more.`;

/** `cascade reject`: a person wants a train not to pass a gate. */
export function rejectCommand(): Command {
  const command = new Command('reject')
    .description('disagree that a train passes a gate')
    .argument('<train>', 'the id of a train')
    .argument('<gate>', 'the name of the gate')
    .addHelpText('after', EXAMPLES)
    .action(async (train: string, gate: string, options: VoteOptions) => {
      const { runVote } = await import('../run-vote.ts');
      await runVote(train, { gate, verdict: 'reject', emergency: false }, options);
    });
  return voteOptions(command);
}
