import { Command } from 'commander';
import { voteOptions } from '../vote-options.ts';
import type { VoteOptions } from '../run-vote.ts';

const EXAMPLES = `
Examples:
  cascade approve acme/release/v1.4.0 publishing --why "looked at the draft"
  cascade approve acme/release/v1.4.0 publishing --emergency --why "CVE-2026-1234"

With CASCADE_API_URL and CASCADE_TOKEN the API vouches for you. Without it, sign a statement with your OpenPGP key:
  cascade approve acme/release/v1.4.0 publishing --statement > statement.txt
  gpg --clear-sign statement.txt                                           makes statement.txt.asc
  cascade approve acme/release/v1.4.0 publishing --signed statement.txt.asc

\`cascade status\` shows the gates of a train, and who is asked.`;

interface Options extends VoteOptions {
  readonly emergency?: boolean;
}

/** `cascade approve`: a person agrees that a train passes a gate. */
export function approveCommand(): Command {
  const command = new Command('approve')
    .description('agree that a train passes a gate')
    .argument('<train>', 'the id of a train')
    .argument('<gate>', 'the name of the gate')
    .option('--emergency', 'open it the other way, for emergencies; needs a reason')
    .addHelpText('after', EXAMPLES)
    .action(async (train: string, gate: string, { emergency = false, ...options }: Options) => {
      const { runVote } = await import('../run-vote.ts');
      await runVote(train, { gate, verdict: 'approve', emergency }, options);
    });
  return voteOptions(command);
}
