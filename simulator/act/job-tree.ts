import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import type { LoggedJob } from './log-line.ts';
import { parseUses } from './used-repositories.ts';
import { parseWorkflowFile } from './workflow-file.ts';

/** The jobs of an actions workflow, by their keys, with those of the ones that they call. */
export interface JobTree {
  /** What act calls the actions workflow. */
  readonly name: string;
  readonly jobs: ReadonlyMap<string, { readonly name: string; readonly called: JobTree | undefined }>;
}

/** A job of the tree as it was executed: two of a matrix differ in their names only. */
export interface KnownJob {
  /** The keys on the way to it. */
  readonly key: string;
  /** As GitHub shows it. */
  readonly name: string;
}

/** Reads the file of an actions workflow and those that it calls, from the folders that stand for their repositories. */
export function readJobTree(checkout: string, path: string, folders: ReadonlyMap<string, string>): JobTree {
  const { name = basename(path), jobs } = parseWorkflowFile(path, readFileSync(join(checkout, path), 'utf8'));
  const read = (uses: string): JobTree => {
    const used = parseUses(uses);
    if (used === undefined) return readJobTree(checkout, uses, folders);
    return readJobTree(folders.get(`${used.repository}@${used.ref}`) ?? checkout, used.path, folders);
  };
  const known = Object.entries(jobs).map(
    ([key, { name: said = key, uses }]) =>
      [key, { name: said, called: uses === undefined ? undefined : read(uses) }] as const,
  );
  return { name, jobs: new Map(known) };
}

/** Which job act means: for `build/CI of Rust/test-1` that is `build / test (linux)`. */
export function identify({ name, id, matrix }: LoggedJob, tree: JobTree): KnownJob {
  for (const [key, { name: caller, called }] of tree.jobs) {
    if (called !== undefined && name.startsWith(`${caller}/`)) {
      const inner = identify({ name: name.slice(caller.length + 1), id, matrix }, called);
      return { key: `${key}/${inner.key}`, name: `${caller} / ${inner.name}` };
    }
  }
  const numbered = name.startsWith(`${tree.name}/`) ? name.slice(tree.name.length + 1) : name;
  return { key: id, name: nameInMatrix(numbered, tree.jobs.get(id)?.name ?? id, matrix) };
}

/** GitHub puts the values behind a name that doesn't tell them itself, act a number behind every name. */
function nameInMatrix(numbered: string, said: string, matrix: LoggedJob['matrix']): string {
  const values = Object.values(matrix).map(String);
  if (values.length === 0) return numbered;
  return said.includes('${{') ? numbered.replace(/-\d+$/, '') : `${said} (${values.join(', ')})`;
}

/** The names of the jobs that came to nothing: a caller that never began stands for all that it calls. */
export function skippedJobs(began: ReadonlySet<string>, tree: JobTree, above = ''): string[] {
  return Array.from(tree.jobs).flatMap(([key, { name, called }]) => {
    const path = `${above}${key}`;
    if (called === undefined || ![...began].some((known) => known.startsWith(`${path}/`))) {
      return began.has(path) ? [] : [name];
    }
    return skippedJobs(began, called, `${path}/`).map((inner) => `${name} / ${inner}`);
  });
}
