import type { Pin } from '../../domain/build-inputs.ts';
import type { BuildRecipe } from '../../domain/build-recipe.ts';
import { fullName, type Repository } from '../../domain/chain.ts';
import { chooseWorkflow } from '../../domain/choose-workflow.ts';
import type { TrainRequest } from '../../domain/trigger.ts';
import type { Chosen } from './choose-commit.ts';
import type { Look } from './look.ts';

/** A pin without its digest, which takes all of them. */
export type Located = Omit<Pin, 'digest'>;

/** Where a build is dispatched. A text says what is missing there. */
export async function locate(
  look: Look,
  repository: Repository,
  { ref, commit, reachable, builtBy }: Chosen,
  request: TrainRequest,
): Promise<Located | string> {
  const { alias, build } = repository;
  const pinned = { alias, ref, commit, ...(builtBy === undefined ? {} : { builtBy }) };
  if (build === null) return { ...pinned, dispatchTo: null };
  const place = build.runsIn ?? repository;
  const workflow = chooseWorkflow(build.workflows, await look.workflows(place));
  if (workflow === null) {
    return (
      `${fullName(place)} has none of ${build.workflows.join(', ')} on its default branch, so ` +
      `${alias} can't be built: add one of them, or name another under "workflows".`
    );
  }
  // By its name of today: what was renamed since the configuration was written is found all the same.
  const { owner, name, defaultBranch } = await look.repository(place);
  const on = await dispatchRef(look, repository, build, { ref, commit, reachable }, request, defaultBranch);
  const actor = await look.login({ owner, name });
  return { ...pinned, dispatchTo: { owner, name, workflow: workflow.file, actor, ...on } };
}

/** A workflow_dispatch takes a branch or a tag and no hash; only there does it matter where the branch is by now. */
async function dispatchRef(
  look: Look,
  repository: Repository,
  { runsIn, dispatch }: BuildRecipe,
  { ref, commit, reachable }: Chosen,
  request: TrainRequest,
  defaultBranch: string,
): Promise<{ ref: string; held: boolean }> {
  if (runsIn !== null) return { ref: defaultBranch, held: false };
  if (reachable || dispatch.type === 'repository_dispatch') return { ref, held: false };
  const ownTag = request.kind === 'release' ? await look.commit(repository, `tags/${request.version}`) : null;
  return ownTag === commit && request.kind === 'release'
    ? { ref: request.version, held: false }
    : { ref: '', held: true };
}
