import type { Chain } from './chain.ts';
import { doubtful, fine, type Finding, wrong } from './finding.ts';

/** What is amiss with a variable of the environment, in words that begin with its name; `null` where nothing is. */
export type LookAtVariable = (name: string, holds: 'address' | 'secret') => string | null;

/** Whether the environment says where to a chain's trains post what they tell, and what signs it; nothing where they post nothing. */
export function checkTelling({ name, tells: { webhooks } }: Chain, amiss: LookAtVariable): readonly Finding[] {
  const check = 'tells';
  const advice = 'Set it, or the same name with _FILE, for the workers.';
  const findings = webhooks.flatMap(({ urlVariable, secretVariable, required }) => {
    const problems = [
      amiss(urlVariable, 'address'),
      ...(secretVariable === null ? [] : [amiss(secretVariable, 'secret')]),
    ];
    return problems
      .filter((problem) => problem !== null)
      .map((problem) =>
        required
          ? wrong(check, `${problem}, and trains of ${name} fail without it`, advice)
          : doubtful(check, `${problem}: what trains of ${name} tell there is lost`, advice),
      );
  });
  const isFine = findings.length === 0 && webhooks.length > 0;
  return isFine ? [fine(check, `the variables are set by which ${name} tells others`)] : findings;
}
