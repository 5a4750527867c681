import { fullName } from '../../domain/chain.ts';
import { checkAccess, checkActions, checkName } from '../../domain/check-repository.ts';
import { checkListener, merelyDoubtful } from '../../domain/check-told.ts';
import type { FindingGroup } from '../../domain/finding.ts';
import { readActionsWorkflow } from '../../github/actions-workflow-yaml.ts';
import type { GitHub, RepositoryName } from '../../github/port.ts';
import { asked } from './asked.ts';
import type { AskedGitHub } from './examine-place.ts';

/** Looks at a repository that is no part of a chain, and is told of its changes: would anything there hear of them? */
export async function examineTold(
  { github, setup }: Pick<AskedGitHub, 'github' | 'setup'>,
  place: RepositoryName,
): Promise<FindingGroup> {
  const subject = fullName(place);
  const name = await asked('repository', async () => checkName(place, await github.repository(place)));
  if (name.some(({ verdict }) => verdict === 'wrong')) return { subject, findings: name.map(merelyDoubtful) };
  const rest = await Promise.all([
    asked('access', async () => checkAccess(await setup.access(place), 'tell')),
    asked('Actions', async () => checkActions(await setup.actionsEnabled(place))),
    asked('listener', async () => checkListener(await actionsWorkflowsOf(github, place))),
  ]);
  return { subject, findings: [...name, ...rest.flat()].map(merelyDoubtful) };
}

/** Those that are switched on, and can be read. */
async function actionsWorkflowsOf(github: Pick<GitHub, 'actionsWorkflows' | 'file'>, place: RepositoryName) {
  const active = (await github.actionsWorkflows(place)).filter(({ state }) => state === 'active');
  const texts = await Promise.all(active.map(({ file }) => github.file(place, `.github/workflows/${file}`)));
  return texts.flatMap((text) => {
    const file = readActionsWorkflow(text ?? '');
    return 'problem' in file ? [] : [file];
  });
}
