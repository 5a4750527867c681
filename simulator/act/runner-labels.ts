import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parseUses } from './used-repositories.ts';
import { parseWorkflowFile } from './workflow-file.ts';

/** What a job may ask for by an input, which stands in no file. */
const USUAL = ['self-hosted', 'ubuntu-latest', 'ubuntu-24.04'];

/** The labels by which jobs ask for a runner: act has to be told that this machine is meant by each. */
export function runnerLabels(checkout: string, path: string, folders: ReadonlyMap<string, string>): string[] {
  const labels = new Set(USUAL);
  const visit = (folder: string, file: string) => {
    const { jobs } = parseWorkflowFile(file, readFileSync(join(folder, file), 'utf8'));
    for (const { uses, 'runs-on': runsOn } of Object.values(jobs)) {
      for (const label of [runsOn].flat()) if (typeof label === 'string' && !label.includes('${{')) labels.add(label);
      const used = uses === undefined ? undefined : parseUses(uses);
      if (used !== undefined) visit(folders.get(`${used.repository}@${used.ref}`) ?? folder, used.path);
    }
  };
  visit(checkout, path);
  return [...labels];
}
