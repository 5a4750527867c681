import type { ActionsRun, ActionsRunRef } from '../../../src/domain/actions-run.ts';
import type { RunFate } from './story.ts';
import type { VirtualTime } from './virtual-time.ts';

/** Who made an actions run: what nobody in the story can see, and the laws are about. */
export type Origin =
  | { readonly type: 'post'; readonly build: string; readonly attempt: number; readonly post: number }
  | { readonly type: 'stranger'; readonly kind: string };

export interface MadeRun {
  readonly run: ActionsRun;
  readonly origin: Origin;
  /** From when on lists, and reads, show it. */
  readonly shownAt: number;
}

/** What tells one actions run of the repository from another. */
export type RunTraits = Pick<ActionsRun, 'title' | 'event' | 'actor' | 'workflow' | 'fromFork'>;

/** A repository on GitHub with its actions runs, as far as starting and finding them goes. */
export class GitHubModel {
  readonly #time: VirtualTime;
  readonly #clock: number;
  readonly #made: MadeRun[] = [];
  readonly cancelled = new Set<number>();
  posts = 0;

  /** @param clock its clock less ours */
  constructor(time: VirtualTime, clock: number) {
    this.#time = time;
    this.#clock = clock;
  }

  /** Makes an actions run; it shows when its fate says so. */
  make(traits: RunTraits, origin: Origin, fate: RunFate): MadeRun {
    const id = 1000 + this.#made.length;
    const created = Math.min(fate.created, fate.shown);
    const run: ActionsRun = {
      ...traits,
      id,
      repository: `${OWNER}/${NAME}`,
      attempt: 1,
      url: runRef(id).url,
      status: 'queued',
      conclusion: null,
      headCommit: 'c'.repeat(40),
      headBranch: BRANCH,
      // GitHub tells whole seconds.
      createdAt: Math.floor((this.#time.now + created + this.#clock) / 1000) * 1000,
    };
    const made = { run, origin, shownAt: this.#time.now + fate.shown };
    this.#made.push(made);
    return made;
  }

  /** What a list shows now, the newest first. */
  list(since: number): readonly MadeRun[] {
    return this.#made
      .filter(({ run, shownAt }) => shownAt <= this.#time.now && run.createdAt >= since)
      .sort((a, b) => b.run.createdAt - a.run.createdAt || b.run.id - a.run.id);
  }

  read(id: number): ActionsRun | null {
    return this.#made.find(({ run, shownAt }) => run.id === id && shownAt <= this.#time.now)?.run ?? null;
  }

  cancel(id: number): void {
    this.cancelled.add(id);
  }

  /** All that there ever was, shown or not. */
  get made(): readonly MadeRun[] {
    return this.#made;
  }
}

const OWNER = 'acme';
const NAME = 'engine';
export const BRANCH = 'main';
export const WORKFLOW = 'build.yml';
/** The account that Cascade dispatches by. */
export const ACCOUNT = 'cascade-bot';

/** An actions run of the repository by its id, whether or not there is one. */
export function runRef(id: number): ActionsRunRef {
  return { owner: OWNER, name: NAME, id, attempt: 1, url: `https://github.test/${OWNER}/${NAME}/actions/runs/${id}` };
}
