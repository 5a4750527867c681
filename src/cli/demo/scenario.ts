import { hash } from 'node:crypto';
import type { ActionsWorkflowScenario, RepositoryScenario, Scenario } from '../../../simulator/scenario.ts';
import type { BuildRecipe } from '../../domain/build-recipe.ts';
import { type Chain, fullName, type Repository } from '../../domain/chain.ts';
import { allValues, expectedNames } from '../../domain/expected-artifacts.ts';
import { digestArtifacts } from '../../domain/release/images.ts';
import { publishSteps } from '../../domain/release/publish-steps.ts';
import { fillTemplate } from '../../domain/template.ts';
import { actionsWorkflowOf } from './built-together.ts';
import { receivers } from './receivers.ts';

/** What is simulated beyond what the chain itself says. */
export interface OrganisationOptions {
  readonly login: string;
  readonly token: string;
  /** Jobs at once over the whole organisation. */
  readonly runners: number;
  /** Seconds that the build of a repository holds a runner. */
  readonly seconds: (repository: Repository) => number;
  /** Aliases of the repositories whose builds fail. */
  readonly failing: readonly string[];
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
    add(repository, []);
    if (build !== null) add(build.runsIn ?? repository, [actionsWorkflow(chain, repository, build, options)]);
  }
  for (const { asBuild } of publishSteps(chain, 'release')) {
    add(asBuild, [actionsWorkflow(chain, asBuild, asBuild.build, options)]);
  }
  for (const { place, workflow } of receivers(chain)) add(place, [workflow]);
  if (chain.release !== null) add(chain.release, []);
  return {
    login: options.login,
    tokens: [options.token],
    repositories: [...repositories.values()],
    runners: options.runners,
    webhooks: [],
    behaviours: chain.repositories
      .filter(({ alias }) => options.failing.includes(alias))
      .flatMap((repository) => {
        const place = actionsWorkflowOf(repository);
        if (place === null) return [];
        return [{ kind: 'conclude', repository: place.repository, workflow: place.path, conclusion: 'failure' }];
      }),
  };
}

/** Two components of one repository share its actions workflow, which leaves the artifacts of both. */
function merge(
  known: readonly ActionsWorkflowScenario[],
  added: readonly ActionsWorkflowScenario[],
): readonly ActionsWorkflowScenario[] {
  const byPath = new Map(known.map((workflow) => [workflow.path, workflow]));
  for (const workflow of added) {
    const same = byPath.get(workflow.path);
    const artifacts = [...(same?.artifacts ?? []), ...workflow.artifacts];
    byPath.set(workflow.path, { ...(same ?? workflow), artifacts });
  }
  return [...byPath.values()];
}

function actionsWorkflow(
  chain: Chain,
  repository: Repository,
  build: BuildRecipe,
  { seconds }: OrganisationOptions,
): ActionsWorkflowScenario {
  const { workflows, requiredJobs, marker } = build;
  const jobs = requiredJobs.length > 0 ? requiredJobs : ['build'];
  const { on, fields, prefix, title } = trigger(build);
  return {
    path: `.github/workflows/${workflows[0] ?? 'build.yml'}`,
    name: 'Build',
    jobs: jobs.map((name) => ({ name, seconds: seconds(repository) / jobs.length })),
    on,
    ...(marker === 'shown' ? { runName: title } : {}),
    artifacts: artifactsOf(chain, repository, build, expressions(fields, prefix)),
  };
}

/** What starts the actions workflow, how its expressions name the fields that it is handed, and a title with the marker. */
function trigger({ dispatch, marker }: BuildRecipe) {
  switch (dispatch.type) {
    case 'workflow_dispatch': {
      const inputs = [...Object.keys(dispatch.inputs), ...(marker === 'none' ? [] : ['cascade'])];
      return {
        on: { workflow_dispatch: { inputs } },
        fields: dispatch.inputs,
        prefix: 'inputs',
        title: 'Build ${{ inputs.cascade }}',
      };
    }
    case 'repository_dispatch':
      return {
        on: { repository_dispatch: { types: [dispatch.eventType] } },
        fields: dispatch.payload,
        prefix: 'github.event.client_payload',
        title: 'Build ${{ github.event.client_payload.cascade.marker }}',
      };
  }
}

/** What the build leaves, under the names that the chain expects: what the inputs don't say, its actions workflow knows. */
function artifactsOf(
  chain: Chain,
  repository: Repository,
  { proof }: BuildRecipe,
  inputs: Readonly<Record<string, string>>,
): ActionsWorkflowScenario['artifacts'] {
  const known = { chain: chain.name, alias: repository.alias, name: repository.name, sha: '${{ github.sha }}' };
  const values = { ...known, ...inputs };
  const names = expectedNames(repository.artifacts, allValues(chain.parameters), values);
  const all = new Set(proof === null ? names : [...names, fillTemplate(proof, values)]);
  const digests = digestArtifacts(repository.images, values);
  return [
    ...Array.from(all, (name) => ({ name, files: [{ path: name, bytes: bytesOf(name) }] })),
    ...digests.map((name) => ({ name, files: [{ path: 'digest', text: `sha256:${hash('sha256', name)}\n` }] })),
  ];
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
  return 40_000 + Array.from(name).reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 400_000, 7);
}
