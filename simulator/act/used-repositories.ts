import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { usesOfAction, usesOfWorkflow } from './workflow-file.ts';

/** What an actions workflow uses of another repository. */
export interface Used {
  /** `owner/name` */
  readonly repository: string;
  /** Commit, branch or tag. */
  readonly ref: string;
  /** Folder of an action, or file of an actions workflow, below the repository; empty for the repository itself. */
  readonly path: string;
}

/**
 * Everything that the files of an actions workflow use, and what that uses in turn: `repository@ref` to the folder that
 * `folderOf` gives for it. Throws where one of them has no such action.
 */
export function usedRepositories(
  checkout: string,
  workflowPath: string,
  folderOf: (used: Used) => string,
): ReadonlyMap<string, string> {
  const folders = new Map<string, string>();
  const seen = new Set<string>();
  const visit = (uses: readonly string[], from: string) => {
    for (const text of uses.filter((one) => !seen.has(`${from} ${one}`))) {
      seen.add(`${from} ${text}`);
      const used = parseUses(text);
      if (used === undefined) {
        visit(usesOf(from, text.replace(/^\.\//, '')), from);
        continue;
      }
      const key = `${used.repository}@${used.ref}`;
      const folder = folders.get(key) ?? folderOf(used);
      folders.set(key, folder);
      visit(usesOf(folder, used.path), folder);
    }
  };
  visit(usesOf(checkout, workflowPath), checkout);
  return folders;
}

/** Reads what stands after `uses:`; undefined where it begins with `./`, and so lies in the same repository. Throws for an image. */
export function parseUses(text: string): Used | undefined {
  if (text.startsWith('./')) return undefined;
  const [, repository, path, ref] = /^([^/@]+\/[^/@]+)\/?([^@]*)@(.+)$/.exec(text) ?? [];
  if (repository === undefined || path === undefined || ref === undefined) {
    throw new Error(`uses: ${text} is neither owner/name@ref nor ./folder: it can't be executed here.`);
  }
  return { repository, path, ref };
}

function usesOf(folder: string, path: string): string[] {
  const file = /\.ya?ml$/.test(path)
    ? join(folder, path)
    : ['action.yml', 'action.yaml'].map((name) => join(folder, path, name)).find((name) => existsSync(name));
  if (file === undefined || !existsSync(file)) throw new Error(`${join(folder, path)} is used, and not there.`);
  return (path.includes('.github/workflows/') ? usesOfWorkflow : usesOfAction)(path, readFileSync(file, 'utf8'));
}
