import type { RetriedOutcome } from '../../../src/domain/build-recipe.ts';
import type { Reason } from '../../../src/domain/reason.ts';
import { type Hint, Execution } from './execution.ts';
import type { MadeRun } from './github-model.ts';
import type { AskFate, BuildStory, LookFate, PostFate } from './story.ts';

/** How an attempt ended: what the laws are about. */
export interface Ending {
  readonly attempt: number;
  readonly outcome: Outcome;
}

export type Outcome =
  | {
      readonly type: 'run';
      readonly id: number;
      readonly surplus: ReadonlySet<number>;
      /** What the list showed that the run was found in last; `null` where it was named or proposed. */
      readonly listed: readonly MadeRun[] | null;
    }
  | { readonly type: 'failure'; readonly reason: Reason['code']; readonly outcome: RetriedOutcome | null };

/** One build over all of its executions, and the fate that its calls meet. */
export class BuildModel {
  readonly index: number;
  readonly name: string;
  readonly story: BuildStory;
  readonly executions: Execution[] = [];
  readonly endings: Ending[] = [];
  readonly #posts: PostFate[];
  readonly #looks: LookFate[];
  readonly #asks: AskFate[];

  constructor(index: number, story: BuildStory) {
    this.index = index;
    this.name = `build ${index}`;
    this.story = story;
    this.#posts = [...story.posts];
    this.#looks = [...story.looks];
    this.#asks = [...story.asks];
  }

  /** A new execution; the one before it is over, wherever it stood. */
  execute(): Execution {
    for (const execution of this.executions) execution.closed = true;
    const execution = new Execution(this);
    this.executions.push(execution);
    return execution;
  }

  hear(hint: Hint): void {
    const execution = this.executions.at(-1);
    if (execution?.closed === false) execution.hear(hint);
  }

  nextPost(): PostFate {
    return this.#posts.shift() ?? { decided: 0, queued: 10, stalls: 0, silent: false, dies: 'never', trips: [] };
  }

  nextLook(): LookFate {
    return this.#looks.shift() ?? { waits: 10, takes: 100, fails: false };
  }

  nextAsk(): AskFate {
    return this.#asks.shift() ?? { arrives: 10, again: null };
  }
}
