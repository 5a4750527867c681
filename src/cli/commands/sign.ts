import { Command } from 'commander';

const EXAMPLES = `
Examples:
  sha256sum -c SHA256SUMS                          are these the files that you mean?
  gpg --armor --detach-sign SHA256SUMS             makes SHA256SUMS.asc
  cascade sign acme/release/v1.4.0 SHA256SUMS.asc  hands it in

The release is published once as many people have signed as its chain asks for.`;

/** `cascade sign`: hands in a person's signature over the checksums of a draft. */
export function signCommand(): Command {
  return new Command('sign')
    .description("hand in a person's signature over SHA256SUMS of the draft that a release waits with")
    .argument('<train>', 'the train, such as acme/release/v1.4.0')
    .argument('<file>', 'the armoured, detached signature')
    .addHelpText('after', EXAMPLES)
    .action(async (train: string, file: string) => {
      const { runSign } = await import('../run-sign.ts');
      await runSign(train, file);
    });
}
