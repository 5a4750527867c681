import { untilSignalled } from '../app/process-ends.ts';
import { isFolder, verifyFolder, verifyTag } from '../app/verify-release.ts';
import { fullName } from '../domain/chain.ts';
import type { Verification } from '../domain/release/verification.ts';
import { configured } from './configured.ts';
import { EXIT_STATUS } from './exit-status.ts';
import { interruptible } from './interrupted.ts';
import { printJson, printLines } from './output.ts';
import { paintFor } from './render/paint.ts';
import { renderVerification } from './render/verification-lines.ts';
import { type Place, withoutCascade } from './without-cascade.ts';

/** What `cascade verify` is asked for. */
export interface VerifyOptions {
  readonly key: readonly string[];
  readonly chain?: string;
  readonly json?: boolean;
}

/** Verifies, tells, and sets the exit status. */
export async function runVerify(subject: string, { key, chain, json = false }: VerifyOptions): Promise<void> {
  const { verification, place } = await verified(subject, key, chain);
  const commands = withoutCascade(place, key, verification);
  const { items, ...sum } = verification;
  if (json) printJson({ ...sum, checks: items, commands });
  else printLines(renderVerification(verification, commands, paintFor(process.stdout)));
  if (!verification.passed) process.exitCode = EXIT_STATUS.no;
}

async function verified(
  subject: string,
  keys: readonly string[],
  chainName: string | undefined,
): Promise<{ readonly verification: Verification; readonly place: Place }> {
  if (await isFolder(subject)) return { verification: await verifyFolder(subject, keys), place: { folder: subject } };
  const { environment, chain } = await configured(chainName);
  const signal = untilSignalled();
  const verification = await interruptible(signal, () => verifyTag(environment, chain, subject, { keys, signal }));
  return { verification, place: { repository: chain.release === null ? '' : fullName(chain.release), tag: subject } };
}
