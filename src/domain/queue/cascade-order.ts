import { cascadeTrainId } from '../ids.ts';
import { longDigest, shortDigest } from '../digest.ts';
import type { CascadeInput } from '../train-request.ts';
import type { Trigger } from '../trigger.ts';
import { trackOf } from './cascade-key.ts';
import { type DatedChange, plainChanges } from './dated-change.ts';
import { goesByFormerNames } from './former-rules.ts';
import type { QueueState } from './queue-state.ts';

/** What a cascade of the queue's own is started with. */
export interface CascadeOrder {
  readonly train: string;
  readonly input: CascadeInput;
}

/** What a cascade is made of. */
export interface CascadeContents {
  readonly chain: string;
  readonly key: string;
  /** At least one. */
  readonly changed: readonly DatedChange[];
  readonly trigger: Trigger;
}

/**
 * The id of a cascade: the same for the same changes, so that it is started once. One change on the repository's own
 * branch is named by its commit; others by the first, how many more there are, and a digest.
 */
export function cascadeId(state: QueueState, { key, changed }: Pick<CascadeContents, 'key' | 'changed'>): string {
  const { chain } = state;
  const [first, ...others] = changed;
  if (first === undefined) throw new Error('Internal error, please report: a cascade of nothing');
  const { line, parameters } = trackOf(key);
  const isPlain = line === null && Object.keys(parameters).length === 0;
  if (others.length === 0 && isPlain && first.commit !== null) {
    return cascadeTrainId(chain, first.repository, first.commit);
  }
  const name = others.length === 0 ? first.repository : `${first.repository}+${others.length}`;
  return `${chain}/cascade/${name}/${digestOf(state, key, changed)}`;
}

/** The id of one more cascade of the same changes. */
export function nextCascadeId(train: string): string {
  // Commits and digests have no hyphen.
  const [, first = train, number = '1'] = /^(.*\/[^/-]+)-(\d+)$/.exec(train) ?? [];
  return `${first}-${Number(number) + 1}`;
}

/** How the queue starts a cascade under that id. */
export function cascadeOrder(train: string, { chain, key, changed, trigger }: CascadeContents): CascadeOrder {
  const { line, parameters, only } = trackOf(key);
  const changes = plainChanges(changed).map(({ repository, commit, run }) => ({
    repository,
    ...(commit === null ? {} : { commit }),
    ...(run === null ? {} : { run }),
  }));
  return {
    train,
    input: { chain, changed: changes, parameters, only, trigger, ...(line === null ? {} : { line }) },
  };
}

/** Two cascades of one chain that had the same would be taken for one. */
function digestOf(state: QueueState, key: string, changed: readonly DatedChange[]): string {
  // A head has no name yet; what tells it from a later one is when it was.
  const parts = changed.map(({ repository, commit, at }) => `${repository}@${commit ?? at}`);
  const text = [key, ...parts].join(' ');
  return goesByFormerNames(state) ? `${shortDigest(text)}${shortDigest(`${text} `)}` : longDigest(text);
}
