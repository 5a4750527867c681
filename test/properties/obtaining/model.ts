import type { Marker } from '../../../src/domain/marker.ts';
import type { RunIdentity } from '../../../src/domain/run-matching.ts';
import type { BuildModel } from './build-model.ts';
import { ACCOUNT, BRANCH, GitHubModel, WORKFLOW } from './github-model.ts';
import { LaneModel } from './lane-model.ts';
import type { Rules } from './rules.ts';
import type { Story } from './story.ts';
import { VirtualTime } from './virtual-time.ts';

/** When every story begins; any time would do. */
export const DAWN = Date.UTC(2026, 10, 21);

/**
 * Everything that takes part in a story. The rules are the program's own; GitHub, the engine, workers, and the workflow code
 * that carries the rules out are retold here, in virtual time.
 */
export class Model {
  readonly story: Story;
  readonly rules: Rules;
  readonly time = new VirtualTime(DAWN);
  readonly github: GitHubModel;
  readonly lane = new LaneModel(this);
  readonly builds: BuildModel[] = [];
  readonly told: string[] = [];

  constructor(story: Story, rules: Rules) {
    this.story = story;
    this.rules = rules;
    this.github = new GitHubModel(this.time, story.clock);
  }

  /** Adds a line to the story, for whoever has to find out why a law was broken. */
  tell(who: string, what: string): void {
    this.told.push(`${String(this.time.now - DAWN).padStart(9)} ms  ${who}: ${what}`);
  }

  /** How an attempt of a build tells its actions run from all others. */
  identityOf(build: number, attempt: number): RunIdentity {
    const { event } = this.story;
    const branch = event === 'workflow_dispatch' ? BRANCH : null;
    return { marker: markerOf(build, attempt), event, workflow: WORKFLOW, branch, actor: ACCOUNT };
  }
}

/** Builds of one repository in several trains. */
export function markerOf(build: number, attempt: number): Marker {
  return { train: `acme/release/v1.4.${build}`, alias: 'engine', attempt, digest: '0a1b2c3d' };
}
