import type { Chain } from './chain.ts';
import { doubtful, fine, type Finding, wrong } from './finding.ts';

/** Whether the releases of a chain are signed by a process with this environment; nothing for a chain that makes none. */
export function checkSigning({ name, release }: Chain, hasKey: boolean): readonly Finding[] {
  if (release === null) return [];
  const check = 'signing';
  if (hasKey) return [fine(check, `releases of ${name} are signed`)];
  const advice = 'Set CASCADE_SIGNING_KEY_FILE for the workers; docs/operations.md says how such a key is made.';
  return release.signing.unsigned === 'refuse'
    ? [wrong(check, `there is no key, and ${name} refuses unsigned releases`, advice)]
    : [doubtful(check, `there is no key: releases of ${name} are unsigned, and say so`, advice)];
}
