import { z } from 'zod';
import { TextList, WorkflowFile } from './schema-values.ts';

/** What a push to a repository starts, and what it doesn't. */
export const OnPush = z.strictObject({
  workflows: z
    .array(WorkflowFile)
    .exactOptional()
    .describe('Actions workflows that must be green for the push before a cascade starts. Default: none, at once'),
  jobs: TextList.exactOptional().describe('Jobs of theirs that must have succeeded, since a run can be green without.'),
  builds_again: z
    .boolean()
    .exactOptional()
    .describe('Whether the cascade builds it again, although those were green. Default: false'),
  paths: TextList.exactOptional().describe(
    'A push that changes none of these starts nothing; patterns with * and **. Default: all paths',
  ),
  ignored_paths: TextList.exactOptional().describe('A push that changes only these starts nothing; patterns, too.'),
  content: TextList.exactOptional().describe(
    'What alone matters to the dependents; patterns, too: where it is the same as before, nothing starts. Default: every commit matters',
  ),
});
export type OnPush = z.infer<typeof OnPush>;
