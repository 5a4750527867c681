import { z } from 'zod';
import type { RepositoryName } from './port.ts';

/** A text no longer than GitHub makes it: what is passed on is kept in a workflow's history. */
export const text = (longest: number) => z.string().max(longest);

// What GitHub allows in names; some become part of a query.
const FullName = z
  .string()
  .max(200)
  .regex(/^[\w.-]+\/[\w.-]+$/, 'is not owner/name');

const Branch = text(1000);

/** The repository that an event is about. */
export const Repository = z
  .object({ full_name: FullName, default_branch: Branch.nullish() })
  .transform(({ full_name, default_branch }) => ({
    repository: repositoryName(full_name),
    defaultBranch: default_branch ?? null,
  }));

/** What is read of a repository where the default branch decides. */
export const FieldsWithBranch = z.object({ full_name: FullName, default_branch: Branch });

/** The same, as it is called here. */
export const withBranch = ({ full_name, default_branch }: z.infer<typeof FieldsWithBranch>) => ({
  repository: repositoryName(full_name),
  defaultBranch: default_branch,
});

/** The repository that an event is about, where the default branch decides. */
export const RepositoryWithBranch = FieldsWithBranch.transform(withBranch);

/** Login of who did it. Absent from what no person did. */
export const Sender = z
  .object({ login: text(255) })
  .nullish()
  .transform((sender) => sender?.login ?? '');

function repositoryName(fullName: string): RepositoryName {
  const [owner = '', name = ''] = fullName.split('/');
  return { owner, name };
}
