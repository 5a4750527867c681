import type { ActionsWorkflowScenario, RepositoryScenario, Scenario } from '../../../simulator/scenario.ts';
import { type BuildRecipe, type Chain, fullName, type Repository } from '../../domain/chain.ts';
import { allValues, expectedNames } from '../../domain/expected-artifacts.ts';

/** What is simulated beyond what the chain itself says. */
export interface OrganisationOptions {
  readonly login: string;
  readonly token: string;
  /** Jobs at once over the whole organisation. */
  readonly runners: number;
  /** Seconds that the build of a repository holds a runner. */
  readonly seconds: (repository: Repository) => number;
  /** Alias of the repository whose builds fail; `null` for none. */
  readonly failing: string | null;
}

/** The organisation that a chain describes: each repository with the actions workflow that its recipe asks for. */
export function simulatedOrganisation(chain: Chain, options: OrganisationOptions): Scenario {
  const repositories = new Map<string, RepositoryScenario>();
  const add = (place: { owner: string; name: string }, workflows: readonly ActionsWorkflowScenario[]) => {
    const known = repositories.get(fullName(place))?.workflows ?? [];
    repositories.set(fullName(place), { owner: place.owner, name: place.name, workflows: merge(known, workflows) });
  };
  for (const repository of chain.repositories) {
    const { build } = repository;
    add(repository, build === null || build.runsIn !== null ? [] : [actionsWorkflow(chain, repository, build, options)]);
    if (build !== null && build.runsIn !== null) {
      add(build.runsIn, [actionsWorkflow(chain, repository, build, options)]);
    }
  }
  if (chain.release !== null) add(chain.release, []);
  const failing = chain.repositories.find(({ alias }) => alias === options.failing);
  return {
    login: options.login,
    tokens: [options.token],
    repositories: [...repositories.values()],
    runners: options.runners,
    webhooks: [],
    behaviours:
      failing === undefined
        ? []
        : [{ kind: 'conclude', repository: fullName(failing.build?.runsIn ?? failing), conclusion: 'failure' }],
  };
}

/** Two components of one repository share its actions workflow; the inputs say which is meant. */
function merge(
  known: readonly ActionsWorkflowScenario[],
  added: readonly ActionsWorkflowScenario[],
): readonly ActionsWorkflowScenario[] {
  return [...known, ...added.filter(({ path }) => !known.some((workflow) => workflow.path === path))];
}

function actionsWorkflow(
  chain: Chain,
  repository: Repository,
  { dispatch, workflows, requiredJobs }: BuildRecipe,
  { seconds }: OrganisationOptions,
): ActionsWorkflowScenario {
  const fields = dispatch.type === 'workflow_dispatch' ? dispatch.inputs : dispatch.payload;
  const prefix = dispatch.type === 'workflow_dispatch' ? 'inputs' : 'github.event.client_payload';
  const jobs = requiredJobs.length > 0 ? requiredJobs : ['build'];
  return {
    path: `.github/workflows/${workflows[0] ?? 'build.yml'}`,
    name: 'Build',
    on:
      dispatch.type === 'workflow_dispatch'
        ? { workflow_dispatch: { inputs: [...Object.keys(fields), 'cascade'] } }
        : { repository_dispatch: { types: [dispatch.eventType] } },
    runName:
      dispatch.type === 'workflow_dispatch'
        ? 'Build ${{ inputs.cascade }}'
        : 'Build ${{ github.event.client_payload.cascade.marker }}',
    jobs: jobs.map((name) => ({ name, seconds: seconds(repository) / jobs.length })),
    artifacts: expectedNames(repository.artifacts, allValues(chain.parameters), expressions(fields, prefix)).map((name) => ({
      name,
      files: [{ path: name, bytes: bytesOf(name) }],
    })),
  };
}

/** The build takes its names from its inputs, as a real one does: `{version}` becomes the input that carries it. */
function expressions(fields: Readonly<Record<string, string>>, prefix: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([field, template]) => {
      const [, placeholder] = /^\{([a-z_]+)\}$/.exec(template) ?? [];
      return placeholder === undefined ? [] : [[placeholder, `\${{ ${prefix}.${field} }}`]];
    }),
  );
}

/** Some tens to hundreds of kilobytes, the same for the same name. */
function bytesOf(name: string): number {
  return 40_000 + [...name].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 400_000, 7);
}
