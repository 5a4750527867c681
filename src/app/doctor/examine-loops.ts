import { checkLoops } from '../../domain/check-loops.ts';
import type { Finding } from '../../domain/finding.ts';
import { sentDispatches } from '../../domain/sent-dispatch.ts';
import { readActionsSteps } from '../../github/actions-steps-yaml.ts';
import type { GitHub, RepositoryName } from '../../github/port.ts';
import { asked } from './asked.ts';

/** Looks through all actions workflows of a repository that are switched on for dispatches that they send by themselves. */
export function examineLoops(
  github: Pick<GitHub, 'actionsWorkflows' | 'file'>,
  here: RepositoryName,
  known: readonly RepositoryName[],
): Promise<readonly Finding[]> {
  return asked('dispatches', async () => {
    const active = (await github.actionsWorkflows(here)).filter(({ state }) => state === 'active');
    const findings = active.map(async ({ file }) => {
      const text = await github.file(here, `.github/workflows/${file}`);
      const sent = readActionsSteps(text ?? '').flatMap(sentDispatches);
      return checkLoops(file, here, sent, known);
    });
    return (await Promise.all(findings)).flat();
  });
}
