import { selfHostedLabels } from '../../domain/actions-workflow-file.ts';
import type { BuildPlace } from '../../domain/build-place.ts';
import { checkActionsWorkflow } from '../../domain/check-actions-workflow.ts';
import { checkWorkflowState } from '../../domain/check-repository.ts';
import { checkRunners } from '../../domain/check-runners.ts';
import { chooseWorkflow } from '../../domain/choose-workflow.ts';
import { type Finding, wrong } from '../../domain/finding.ts';
import { readActionsWorkflow } from '../../github/actions-workflow-yaml.ts';
import { makeMemo } from '../../github/memo.ts';
import type { ActionsWorkflow, GitHub, RepositoryName, Runner } from '../../github/port.ts';
import { asked, unlessForbidden } from './asked.ts';

/** What is known of one repository; each part is asked for once, though many builds may run there. */
interface Place {
  readonly workflows: readonly ActionsWorkflow[];
  text(file: string): Promise<string | null>;
  /** `null` where the token may not see them. */
  runners(): Promise<readonly Runner[] | null>;
}

/** Looks at the actions workflows of the builds and publish steps that run in one repository. */
export function examineBuilds(
  github: Pick<GitHub, 'actionsWorkflows' | 'file' | 'runners'>,
  repository: RepositoryName,
  builds: readonly BuildPlace[],
): Promise<readonly Finding[]> {
  return asked('actions workflow', async () => {
    const [texts, runners] = [makeMemo<string | null>(Infinity), makeMemo<readonly Runner[] | null>(Infinity)];
    const place: Place = {
      workflows: await github.actionsWorkflows(repository),
      text: (file) => texts.get(file, () => github.file(repository, `.github/workflows/${file}`)),
      runners: () => runners.get('', () => unlessForbidden(() => github.runners(repository))),
    };
    const findings = await Promise.all(builds.map((build) => examineBuild(place, build)));
    return builds.length === 1
      ? findings.flat()
      : findings.flatMap((some, index) => named(builds[index]?.alias ?? '', some));
  });
}

async function examineBuild(place: Place, { recipe }: BuildPlace): Promise<readonly Finding[]> {
  const chosen = chooseWorkflow(recipe.workflows, place.workflows);
  const state = checkWorkflowState(recipe.workflows, chosen);
  if (chosen === null) return [state];
  const content = await asked('its content', async () => {
    const file = readActionsWorkflow((await place.text(chosen.file)) ?? '');
    if ('problem' in file) return unreadable(chosen.file, file.problem);
    const runners = selfHostedLabels(file).map(async (labels) => checkRunners(labels, await place.runners()));
    return [...checkActionsWorkflow(file, recipe), ...(await Promise.all(runners))];
  });
  return [state, ...content];
}

function unreadable(file: string, problem: string): Finding {
  return wrong(
    'its content',
    `${file} can't be read as an actions workflow: ${problem}`,
    "Mend it; GitHub's Actions page tells the same.",
  );
}

/** Where several builds run in one repository, each finding says which of them it is about. */
function named(alias: string, findings: readonly Finding[]): readonly Finding[] {
  return findings.map((finding) => ({ ...finding, check: `${alias}: ${finding.check}` }));
}
