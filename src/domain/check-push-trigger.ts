import type { AwaitedPush } from './awaited-push.ts';
import { doubtful, type Finding } from './finding.ts';
import { pathMatcher } from './glob.ts';
import { covers, mayMeet } from './pattern-cover.ts';
import type { PushPolicy } from './push-policy.ts';
import type { PatternFilter, PushTrigger } from './push-trigger.ts';

const CHECK = 'pushes';

const IN_VAIN = 'Cascade waits for an actions run of it that never comes';

/**
 * Whether every push to the branch that counts in the chain starts the actions workflow that it waits for; `trigger` is
 * what its file says on that branch.
 */
export function checkPushTrigger(
  file: string,
  trigger: PushTrigger,
  branch: string,
  push: AwaitedPush,
): readonly Finding[] {
  if (!fits(branch, trigger.branches)) return [checkBranch(file, branch, push)];
  return [...checkPaths(file, trigger.paths, push), ...checkIgnored(file, trigger.paths, push)];
}

/** What is said where that branch has no such file, or none that may be read. */
export function missingWorkflow(
  file: string,
  branch: string,
  { chain, alias, owner, name }: Pick<AwaitedPush, 'chain' | 'alias' | 'owner' | 'name'>,
): Finding {
  return doubtful(
    CHECK,
    `there is no .github/workflows/${file} on ${branch} that the token may read, but pushes to ${alias} wait for it in chain ${chain}: ${IN_VAIN}`,
    `Check \`workflows:\` under \`on_push:\` of ${alias} in cascade.yml, and the files on ${branch} of ${owner}/${name}.`,
  );
}

function checkBranch(file: string, branch: string, { chain, alias, lines }: AwaitedPush): Finding {
  const orNot = lines.includes(branch) ? `, or take ${branch} out of \`push_branches:\`` : '';
  return doubtful(
    CHECK,
    `no push to ${branch} starts ${file}, and chain ${chain} watches that branch of ${alias}: ${IN_VAIN}`,
    `Let \`on: push:\` of ${file} take ${branch}, or in cascade.yml name other \`workflows:\` under \`on_push:\` of ${alias}${orNot}.`,
  );
}

function checkPaths(file: string, { only }: PatternFilter, { chain, alias, policy }: AwaitedPush): readonly Finding[] {
  if (countedPaths(policy).every((pattern) => covers(only, pattern))) return [];
  return [
    doubtful(
      CHECK,
      `a push that changes none of ${only.join(', ')} doesn't start ${file}, but may count for ${alias} in chain ${chain}: ${IN_VAIN}`,
      `In cascade.yml write \`paths: [${quoted(only)}]\` under \`on_push:\` of ${alias}, as under \`on: push:\` of ${file}.`,
    ),
  ];
}

function checkIgnored(
  file: string,
  { without }: PatternFilter,
  { chain, alias, policy }: AwaitedPush,
): readonly Finding[] {
  const counts = (pattern: string) => countedPaths(policy).some((counted) => mayMeet(counted, pattern));
  const missing = without.filter((pattern) => counts(pattern) && !covers(policy.ignoredPaths, pattern));
  if (missing.length === 0) return [];
  return [
    doubtful(
      CHECK,
      `a push that changes only ${missing.join(', ')} doesn't start ${file}, but counts for ${alias} in chain ${chain}: ${IN_VAIN}`,
      `In cascade.yml write \`ignored_paths: [${quoted([...policy.ignoredPaths, ...missing])}]\` under \`on_push:\` of ${alias}.`,
    ),
  ];
}

function countedPaths({ paths }: PushPolicy): readonly string[] {
  return paths.length === 0 ? ['**'] : paths;
}

function fits(name: string, { only, without }: PatternFilter): boolean {
  return pathMatcher(only)(name) && !pathMatcher(without)(name);
}

/** A pattern that begins with a star is an alias to YAML, unless it is quoted. */
function quoted(patterns: readonly string[]): string {
  return patterns.map((pattern) => `'${pattern.replaceAll("'", "''")}'`).join(', ');
}
