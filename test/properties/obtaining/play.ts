import { BuildModel } from './build-model.ts';
import { runBuild } from './build-process.ts';
import { obey, propose } from './commands.ts';
import { Model } from './model.ts';
import { RULES, type Rules } from './rules.ts';
import { appear } from './start-runs.ts';
import type { Story } from './story.ts';
import type { Process } from './virtual-time.ts';

/** What a story came to. */
export interface Played {
  readonly model: Model;
  /** Whether it came to rest, and not only to the end of our patience. */
  readonly ended: boolean;
}

/** Plays a story from its beginning until nothing can happen any more. */
export function play(story: Story, rules: Rules = RULES): Played {
  const model = new Model(story, rules);
  const { time, lane, builds } = model;
  builds.push(...story.builds.map((build, index) => new BuildModel(index, build)));
  const tasks = builds.map((build) => time.start(begin(model, build)));
  time.start(lane.live());
  for (const stranger of story.strangers) time.start(appear(model, stranger));
  for (const report of story.reports) time.start(propose(model, report));
  for (const command of story.commands) time.start(obey(model, tasks, command));
  return { ended: time.run(), model };
}

function* begin(model: Model, build: BuildModel): Process<void> {
  yield* model.time.pass(build.story.begins);
  yield* runBuild(model, build.execute());
}
