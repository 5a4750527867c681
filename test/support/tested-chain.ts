import type { ActionsWorkflowScenario, Scenario } from '../../simulator/scenario.ts';
import { simulatedOrganisation } from '../../src/cli/demo/scenario.ts';
import type { Chain } from '../../src/domain/chain.ts';
import { chain, documents, repository } from './chains.ts';

/** The actions workflow with the library's own tests. */
export const CI = '.github/workflows/ci.yml';

const TESTS: ActionsWorkflowScenario = {
  path: CI,
  name: 'CI',
  on: { push: { branches: ['main'] }, pull_request: {} },
  jobs: [{ name: 'test', seconds: 0 }],
  artifacts: [],
};

/** A text with nothing to build, a library that tests itself on every push and pull request, and an app. */
export const TESTED = chain(
  [
    documents('spec', { push: { ...repository('spec').push, content: ['SPEC.md'] } }),
    repository('core', {
      needs: ['spec'],
      artifacts: [],
      push: { ...repository('core').push, workflows: ['ci.yml'], jobs: ['test'] },
    }),
    repository('app', { needs: ['core'] }),
  ],
  { name: 'tested' },
);

/** The organisation of the chain, in which one repository has its tests, too: the library unless given. */
export function withTests(described: Chain, tested = 'core'): Pick<Scenario, 'repositories'> {
  const { repositories } = simulatedOrganisation(described, {
    login: 'cascade-bot',
    token: 'a-token-of-the-tests',
    runners: Infinity,
    seconds: () => 0.05,
    failing: [],
  });
  return {
    repositories: repositories.map((one) =>
      one.name === tested ? { ...one, workflows: [...one.workflows, TESTS] } : one,
    ),
  };
}
