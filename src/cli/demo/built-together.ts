import { type Chain, fullName, type Repository } from '../../domain/chain.ts';

/** The path of the actions workflow that builds a repository, and where it lies; `null` where nothing is built. */
export function actionsWorkflowOf(
  repository: Repository,
): { readonly repository: string; readonly path: string } | null {
  const { build } = repository;
  if (build === null) return null;
  const file = build.workflows[0] ?? 'build.yml';
  return { repository: fullName(build.runsIn ?? repository), path: `.github/workflows/${file}` };
}

/** The aliases that the same actions workflow builds, this one among them: where it fails, it fails for all of them. */
export function builtTogether(chain: Chain, repository: Repository): readonly string[] {
  const wanted = actionsWorkflowOf(repository);
  return chain.repositories
    .filter((other) => {
      const found = actionsWorkflowOf(other);
      return found !== null && found.repository === wanted?.repository && found.path === wanted.path;
    })
    .map(({ alias }) => alias);
}
