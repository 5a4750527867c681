import type { RepositoryScenario, Scenario } from '../../simulator/scenario.ts';
import type { Behaviour } from '../../simulator/scenario-behaviours.ts';
import { simulatedOrganisation } from '../../src/cli/demo/scenario.ts';
import { parseChain } from '../../src/config/parse.ts';
import { formatProblem } from '../../src/config/problem.ts';
import { type BenchChain, chainFile } from './bench-chain.ts';

// The aim is to see what is asked, not to be stopped at GitHub's 5,000 an hour: a chain of 1,000 asks more.
const REQUESTS_AN_HOUR = 1_000_000;

/** One simulated GitHub with the repositories of all the chains, which share its runners. */
export function organisation(chains: readonly BenchChain[], runners: number, token: string): Scenario {
  const scenarios = chains.map((chain) => {
    const parsed = parseChain(chainFile(chain), chain.name);
    if (!parsed.ok)
      throw new Error(`A bench's chain is not in order:\n${parsed.problems.map(formatProblem).join('\n')}`);
    const secondsOf = new Map(chain.nodes.map(({ alias, seconds }) => [alias, seconds]));
    const seconds = ({ alias }: { alias: string }) => secondsOf.get(alias) ?? 0;
    return simulatedOrganisation(parsed.chain, { login: 'cascade-bot', token, runners, seconds, failing: [] });
  });
  return {
    login: 'cascade-bot',
    tokens: [token],
    repositories: scenarios.flatMap(({ repositories }) => repositories.map(withTinyFiles)),
    runners,
    webhooks: [],
    behaviours: chains.flatMap(holds),
    rateLimit: REQUESTS_AN_HOUR,
  };
}

function holds({ name, nodes, held = false }: BenchChain): readonly Behaviour[] {
  return held ? nodes.map(({ alias }) => ({ kind: 'hold', repository: `${name}/${alias}` })) : [];
}

/** Nobody downloads them here, and making large ones would cost this process time. */
function withTinyFiles(repository: RepositoryScenario): RepositoryScenario {
  const workflows = repository.workflows.map((workflow) => ({
    ...workflow,
    artifacts: workflow.artifacts.map(({ name }) => ({ name, files: [{ path: name, bytes: 1 }] })),
  }));
  return { ...repository, workflows };
}
