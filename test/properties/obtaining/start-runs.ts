import { formatMarker } from '../../../src/domain/marker.ts';
import type { BuildModel } from './build-model.ts';
import { ACCOUNT, type MadeRun, WORKFLOW } from './github-model.ts';
import { markerOf, type Model } from './model.ts';
import type { RunFate, Stranger } from './story.ts';
import type { Process } from './virtual-time.ts';

interface Post {
  readonly build: BuildModel;
  readonly attempt: number;
  /** Its number among all of the story. */
  readonly post: number;
}

/** What an accepted POST starts: as many runs as GitHub makes of it; and a repository_dispatch also another actions workflow. */
export function startRuns(model: Model, { build, attempt, post }: Post, fates: readonly RunFate[]): readonly MadeRun[] {
  const { github, story } = model;
  const title = titleOf(model, build.index, attempt);
  const traits = { title, event: story.event, actor: ACCOUNT, workflow: WORKFLOW, fromFork: false };
  const origin = { type: 'post', build: build.name, attempt, post } as const;
  const [first] = fates;
  if (story.event === 'repository_dispatch' && first !== undefined) {
    github.make({ ...traits, workflow: 'docs.yml' }, { type: 'stranger', kind: 'other workflow' }, first);
  }
  return fates.map((fate) => {
    const made = github.make(traits, origin, fate);
    model.tell('GitHub', `POST ${post} of ${build.name}#${attempt} makes run ${made.run.id}`);
    announce(model, made, build.index, fate);
    return made;
  });
}

/** An actions run that none of ours started. */
export function* appear(model: Model, stranger: Stranger): Process<void> {
  const { time, github, story } = model;
  yield* time.pass(stranger.at);
  const stolen = titleOf(model, stranger.build, stranger.attempt);
  const plain = { title: 'Build', event: story.event, actor: ACCOUNT, workflow: WORKFLOW, fromFork: false };
  const made = github.make(
    { ...plain, ...differences(stranger, stolen) },
    { type: 'stranger', kind: stranger.kind },
    stranger,
  );
  model.tell('GitHub', `run ${made.run.id} appears: ${stranger.kind}`);
  announce(model, made, stranger.build, stranger);
}

function differences({ kind, build, attempt }: Stranger, stolen: string) {
  switch (kind) {
    case 'other actor':
      return { actor: 'mallory' };
    case 'other event':
      return { event: 'push', title: stolen };
    case 'former execution':
      return { title: `Build ${formatMarker({ ...markerOf(build, attempt), digest: 'ffffffff' })}` };
    case 'fork':
      return { fromFork: true, title: stolen };
    case 'guessed marker':
      return { actor: 'mallory', title: stolen };
    case 'other workflow':
      return { workflow: 'docs.yml', title: stolen };
    case 'same account':
      return {};
  }
}

function titleOf({ story }: Model, build: number, attempt: number): string {
  return story.support === 'shown' ? `Build ${formatMarker(markerOf(build, attempt))}` : 'Build';
}

/** Webhooks reach the build that a marker names; without one, every build of the repository may be meant. */
function announce(model: Model, { run }: MadeRun, named: number, { created, webhooks }: RunFate): void {
  const { time, story, builds } = model;
  const marked = run.title.includes('cascade:');
  const deliver = function* (after: number): Process<void> {
    yield* time.pass(created + after);
    for (const build of builds) {
      if (marked && build.index !== named) continue;
      build.hear({ runId: run.id, workflow: run.workflow, source: marked ? 'run' : 'unmarked-run' });
    }
  };
  if (run.event !== story.event) return;
  for (const after of webhooks) time.start(deliver(after));
}
