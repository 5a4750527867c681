import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { BuildRecipe } from '../../src/domain/build-recipe.ts';
import { fullName } from '../../src/domain/chain.ts';
import { checkActionsWorkflow } from '../../src/domain/check-actions-workflow.ts';
import { readActionsWorkflow } from '../../src/github/actions-workflow-yaml.ts';
import type { GitHub, RepositoryName } from '../../src/github/port.ts';
import { ask } from './rest.ts';
import type { SmokeSettings } from './settings.ts';

const PATH = '.github/workflows/build.yml';
const PATIENCE = 60_000;
const EXAMPLE = new URL('../../examples/actions/build.yml', import.meta.url);

/** Makes sure that a repository has an actions workflow that fits; says what was done, or throws with what to do. */
export async function prepare(
  github: GitHub,
  settings: SmokeSettings,
  repository: RepositoryName,
  recipe: BuildRecipe,
): Promise<string> {
  const name = fullName(repository);
  const text = await github.file(repository, PATH);
  if (text !== null) {
    requireFit(name, text, recipe);
    return `${name} has ${PATH} already`;
  }
  if (!settings.write) {
    throw new Error(
      `${name} has no ${PATH}: add examples/actions/build.yml yourself, or let it be written by --write.`,
    );
  }
  const example = await readFile(EXAMPLE, 'base64');
  const body = { message: 'Add a build that Cascade can dispatch', content: example };
  await ask(settings, repository, `contents/${PATH}`, { method: 'PUT', body });
  await untilKnown(github, repository);
  return `${PATH} was written to the default branch of ${name}`;
}

/** GitHub takes some seconds to see a new actions workflow. */
async function untilKnown(github: GitHub, repository: RepositoryName): Promise<void> {
  const deadline = performance.now() + PATIENCE;
  for (;;) {
    const known = await github.actionsWorkflows(repository);
    if (known.some(({ file }) => PATH.endsWith(`/${file}`))) return;
    if (performance.now() > deadline)
      throw new Error(`${fullName(repository)} doesn't list ${PATH} a minute after it was written.`);
    await delay(2000);
  }
}

function requireFit(name: string, text: string, recipe: BuildRecipe): void {
  const file = readActionsWorkflow(text);
  if ('problem' in file) throw new Error(`${PATH} of ${name} can't be read: ${file.problem}`);
  const [wrong] = checkActionsWorkflow(file, recipe).filter(({ verdict }) => verdict === 'wrong');
  if (wrong !== undefined) throw new Error(`${PATH} of ${name} doesn't fit: ${wrong.message}. ${wrong.advice}`);
}
