import { type Chain, fullName, type Repository, repositoryOf } from './chain.ts';
import { choiceAsInputs, type ParameterChoice } from './expected-artifacts.ts';
import { upstreamClosure } from './graph.ts';
import { type BuildPlaceholder, fillTemplate } from './template.ts';
import type { TrainRequest } from './trigger.ts';

/** The commit at which a repository is built in a train, and how GitHub is asked for it. */
export interface Pin {
  readonly alias: string;
  /** Branch or tag whose head the commit was when it was pinned, or an earlier one of that branch. */
  readonly ref: string;
  readonly commit: string;
  /** The train that built the commit before, where it is pinned because of that. */
  readonly builtBy?: string;
  /** The actions workflow to dispatch; `null` where nothing is built. */
  readonly dispatchTo: DispatchTarget | null;
  /** 8 hexadecimal digits that go into the marker. */
  readonly digest: string;
}

export interface DispatchTarget {
  readonly owner: string;
  readonly name: string;
  readonly ref: string;
  /** Whether `ref` is a tag of ours that must be made first: nothing else points to the commit, and a dispatch takes no hash. */
  readonly held: boolean;
  /** File name of the actions workflow: the first candidate that the default branch has. */
  readonly workflow: string;
  /** Login of the account that dispatches there. */
  readonly actor: string;
}

/** The values of the placeholders for one repository of a train; a cascade has no version, and shows the branch for it. */
export function placeholderValues(
  chain: Chain,
  train: string,
  request: TrainRequest,
  repository: Repository,
  pins: readonly Pick<Pin, 'alias' | 'ref' | 'commit'>[],
  version: string | null,
): Readonly<Record<BuildPlaceholder, string>> {
  const own = pins.find(({ alias }) => alias === repository.alias);
  const source = sourceOf(request);
  const sourcePin = pins.find(({ alias }) => alias === source?.repository);
  return {
    chain: chain.name,
    train,
    alias: repository.alias,
    repository: fullName(repository),
    name: repository.name,
    version: version ?? own?.ref ?? '',
    version_number: (version ?? own?.ref ?? '').replace(/^v(?=\d)/, ''),
    ref: own?.ref ?? '',
    sha: own?.commit ?? '',
    source: source?.repository ?? '',
    source_ref: source?.ref ?? sourcePin?.ref ?? '',
    source_sha: sourcePin?.commit ?? '',
    kind: request.kind,
    needs: JSON.stringify(pinnedNeeds(chain, repository, pins)),
  };
}

/** A repository that a build needs, directly or not, and the commit at which the train has it. */
export interface PinnedNeed {
  /** `owner/name` */
  readonly repository: string;
  readonly commit: string;
}

/** What of a train's repositories lies upstream of one, by name: the order of the chain's file makes no difference. */
function pinnedNeeds(
  chain: Chain,
  own: Repository,
  pins: readonly Pick<Pin, 'alias' | 'commit'>[],
): readonly PinnedNeed[] {
  const upstream = upstreamClosure(chain.repositories, [own.alias]);
  // By name: two components of one repository are at one commit.
  const needs = new Map<string, string>();
  for (const { alias, commit } of pins) {
    const repository = repositoryOf(chain, alias);
    if (repository !== undefined && upstream.has(alias)) needs.set(fullName(repository), commit);
  }
  needs.delete(fullName(own));
  return Array.from(needs, ([repository, commit]) => ({ repository, commit })).sort((a, b) =>
    a.repository < b.repository ? -1 : 1,
  );
}

/** The inputs of a workflow_dispatch, or the payload of a repository_dispatch, without our own field. */
export function fillInputs(
  templates: Readonly<Record<string, string>>,
  values: Readonly<Record<string, string>>,
  choice: ParameterChoice,
): Readonly<Record<string, string>> {
  const all = { ...choiceAsInputs(choice), ...values };
  return Object.fromEntries(Object.entries(templates).map(([name, template]) => [name, fillTemplate(template, all)]));
}

function sourceOf(request: TrainRequest): { repository: string; ref: string | null } | undefined {
  const { trigger } = request;
  if (trigger.type === 'release') return { repository: trigger.repository, ref: trigger.tag };
  if (trigger.type === 'push') return { repository: trigger.repository, ref: trigger.branch };
  const [first] = request.kind === 'cascade' ? request.changed : [];
  return first === undefined ? undefined : { repository: first.repository, ref: null };
}
