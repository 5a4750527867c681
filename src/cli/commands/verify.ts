import { Command, Option } from 'commander';
import { chainOption, collect, jsonOption } from '../options.ts';
import type { VerifyOptions } from '../run-verify.ts';

const EXAMPLES = `
Examples:
  cascade verify ./release --key acme.asc          a folder with the files of a release; offline
  cascade verify v1.4.0 --key acme.asc             downloads the release of the configured chain first
  cascade verify v1.4.0 --json

A draft can be verified before it is published. Without --key nobody knows who made the files: they are only held
against each other. Status 0 only if nothing is wrong or missing.`;

/** `cascade verify`: whether a release is whole, is what its documents say, and was made by whom it should be. */
export function verifyCommand(): Command {
  return new Command('verify')
    .description('check the files of a release against signatures, checksums and manifest')
    .argument('<folder|tag>', 'a folder with its files, or the tag of a release of the chain')
    .addOption(
      new Option('--key <file>', 'an armoured public key whose signature is trusted (repeatable)')
        .argParser(collect)
        .default([], 'none'),
    )
    .addOption(chainOption())
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(async (subject: string, options: VerifyOptions) => {
      const { runVerify } = await import('../run-verify.ts');
      await runVerify(subject, options);
    });
}
