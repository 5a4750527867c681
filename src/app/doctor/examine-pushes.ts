import type { AwaitedPush } from '../../domain/awaited-push.ts';
import { checkPushTrigger, missingWorkflow } from '../../domain/check-push-trigger.ts';
import type { Finding } from '../../domain/finding.ts';
import { readPushTrigger } from '../../github/actions-push-yaml.ts';
import type { GitHub, RepositoryName } from '../../github/port.ts';
import { asked } from './asked.ts';

/** Looks for pushes to one repository that wait for an actions workflow of its own which they don't start. */
export function examinePushes(
  github: Pick<GitHub, 'repository' | 'fileAt'>,
  here: RepositoryName,
  pushes: readonly AwaitedPush[],
): Promise<readonly Finding[]> {
  return asked('pushes', async () => {
    const { defaultBranch } = await github.repository(here);
    const awaited = pushes.flatMap((push) =>
      branchesOf(push, defaultBranch).flatMap((branch) =>
        push.policy.workflows.map((file) => ({ push, branch, file })),
      ),
    );
    const findings = awaited.map(async ({ push, branch, file }) => {
      // As GitHub does, which reads the file of the branch that was pushed.
      const there = await github.fileAt(here, `.github/workflows/${file}`, branch);
      // Branches that are watched besides aren't everywhere.
      if (there === null) return branch === ownBranch(push, defaultBranch) ? [missingWorkflow(file, branch, push)] : [];
      const trigger = readPushTrigger(there.text);
      return trigger === null ? [] : checkPushTrigger(file, trigger, branch, push);
    });
    return once((await Promise.all(findings)).flat());
  });
}

function branchesOf(push: AwaitedPush, defaultBranch: string): readonly string[] {
  return [...new Set([ownBranch(push, defaultBranch), ...push.lines])];
}

function ownBranch({ branch }: AwaitedPush, defaultBranch: string): string {
  return branch ?? defaultBranch;
}

/** What holds on several branches is said once. */
function once(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [finding.message, finding])).values()];
}
