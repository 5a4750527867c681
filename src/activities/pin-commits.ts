import { createHash } from 'node:crypto';
import { heartbeat } from '@temporalio/activity';
import { fillInputs, type Pin, placeholderValues } from '../domain/build-inputs.ts';
import { chooseWorkflow } from '../domain/choose-workflow.ts';
import { type Chain, fullName, type Repository, repositoryOf } from '../domain/chain.ts';
import { markerSubject } from '../domain/marker.ts';
import type { TrainRequest } from '../domain/trigger.ts';
import type { GitHub, RepositoryName } from '../github/port.ts';
import type { Dependencies } from './dependencies.ts';
import { refused, withGitHubFailures } from './failures.ts';

/** What is pinned, and for which train. */
export interface PinInput {
  readonly chain: Chain;
  readonly train: string;
  readonly firstExecutionRunId: string;
  readonly request: TrainRequest;
  readonly aliases: readonly string[];
}

export interface Pins {
  readonly pins: readonly Pin[];
  /** Where the release is made, at which commit; `null` where none is published. */
  readonly target: { readonly commit: string } | null;
  /** 8 hexadecimal digits that tell this execution of the train from any other of its name. */
  readonly digest: string;
}

type Located = Omit<Pin, 'digest'>;

const AT_ONCE = 10;

/** Fixes the commit of every build, finds its actions workflow, and makes the digest of its marker. */
export function pinCommits({ github }: Pick<Dependencies, 'github'>) {
  return async function pinCommits(input: PinInput): Promise<Pins> {
    return withGitHubFailures(async () => {
      const look = rememberingLook(github);
      const repositories = input.aliases.flatMap((alias) => repositoryOf(input.chain, alias) ?? []);
      const located = await mapSome(repositories, (repository) => locate(look, repository, input.request));
      const problems = located.filter((item) => typeof item === 'string');
      if (problems.length > 0) throw refused(problems.join('\n'));
      const pins = located.filter((item) => typeof item !== 'string');
      return {
        pins: pins.map((pin) => ({ ...pin, digest: digestOf(pin, pins, input) })),
        target: await targetOf(look, input),
        digest: shortHash(input.firstExecutionRunId),
      };
    });
  };
}

/** Each repository is asked about once, though two components may share one. */
function rememberingLook(github: GitHub) {
  const remember = <T>(ask: (repository: RepositoryName, ref: string) => Promise<T>) => {
    const answers = new Map<string, Promise<T>>();
    return (repository: RepositoryName, ref = ''): Promise<T> => {
      const key = `${fullName(repository)} ${ref}`;
      const answer = answers.get(key) ?? ask(repository, ref);
      answers.set(key, answer);
      return answer;
    };
  };
  return {
    repository: remember((repository) => github.repository(repository)),
    login: remember(({ owner }) => github.login(owner)),
    commit: remember((repository, ref) => github.commit(repository, ref)),
    workflows: remember((repository) => github.actionsWorkflows(repository)),
  };
}
type Look = ReturnType<typeof rememberingLook>;

async function locate(look: Look, repository: Repository, request: TrainRequest): Promise<Located | string> {
  const branch = repository.branch ?? (await look.repository(repository)).defaultBranch;
  const { ref, commit } = await refOf(look, repository, branch, request);
  if (commit === null) {
    const check =
      ref === branch
        ? `check "branch" of ${repository.alias} in the configuration; its default branch is ${(await look.repository(repository)).defaultBranch}`
        : 'the tag whose release started this train is gone, so publish it again';
    return `${fullName(repository)} has no "${ref}": ${check}.`;
  }
  if (repository.build === null) return { alias: repository.alias, ref, commit, dispatchTo: null };
  const place = repository.build.runsIn ?? repository;
  const workflow = chooseWorkflow(repository.build.workflows, await look.workflows(place));
  if (workflow === null) {
    return (
      `${fullName(place)} has none of ${repository.build.workflows.join(', ')} on its default branch, so ` +
      `${repository.alias} can't be built: add one of them, or name another under "workflows".`
    );
  }
  // By its name of today: what was renamed since the configuration was written is found all the same.
  const { owner, name, defaultBranch } = await look.repository(place);
  const dispatchRef = repository.build.runsIn === null ? ref : defaultBranch;
  const dispatchTo = {
    owner,
    name,
    ref: dispatchRef,
    workflow: workflow.file,
    actor: await look.login({ owner, name }),
  };
  return { alias: repository.alias, ref, commit, dispatchTo };
}

/** The trigger's own commit is used for its repository, and the head of the branch for all others. */
async function refOf(
  look: Look,
  repository: Repository,
  branch: string,
  request: TrainRequest,
): Promise<{ ref: string; commit: string | null }> {
  const { trigger } = request;
  const head = await look.commit(repository, `heads/${branch}`);
  if (trigger.type === 'release' && trigger.repository === repository.alias) {
    const tagged = await look.commit(repository, `tags/${trigger.tag}`);
    // GitHub dispatches on a branch or a tag; the branch is what actions workflows expect, so the tag is the last resort.
    return tagged === head ? { ref: branch, commit: head } : { ref: trigger.tag, commit: tagged };
  }
  const change =
    request.kind === 'cascade'
      ? request.changed.find((candidate) => candidate.repository === repository.alias)
      : undefined;
  return { ref: branch, commit: change?.commit ?? head };
}

function digestOf(pin: Located, pins: readonly Located[], input: PinInput): string {
  const repository = repositoryOf(input.chain, pin.alias);
  if (repository?.build === undefined || repository.build === null) return '00000000';
  const { dispatch } = repository.build;
  const templates = dispatch.type === 'workflow_dispatch' ? dispatch.inputs : dispatch.payload;
  const values = placeholderValues(input.chain, input.train, input.request, repository, pins);
  const inputs = fillInputs(templates, values, input.request.parameters);
  return shortHash(markerSubject(input.firstExecutionRunId, pin.commit, inputs));
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

async function targetOf(look: Look, { chain, request }: PinInput): Promise<Pins['target']> {
  if (request.kind !== 'release' || chain.release === null) return null;
  const { release } = chain;
  const branch = (await look.repository(release)).defaultBranch;
  const commit = await look.commit(release, `heads/${branch}`);
  if (commit === null)
    throw refused(`${fullName(release)}, where the release is published, has no commit on ${branch}.`);
  return { commit };
}

async function mapSome<T, R>(items: readonly T[], transform: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(start, start + AT_ONCE).map(transform))));
    heartbeat(results.length);
  }
  return results;
}
