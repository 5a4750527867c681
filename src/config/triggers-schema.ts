import { z } from 'zod';
import { Text, TextList } from './schema-values.ts';

/** How a `repository_dispatch` from elsewhere is understood. */
export const DispatchEntry = z.strictObject({
  event: Text.max(100).describe(
    'Type of the event; {alias} in it stands for the alias of a repository, or for one of names: build_{alias}.',
  ),
  builds: z
    .enum(['receiver', 'named', 'all'])
    .exactOptional()
    .describe(
      'What is built, with all that needs it: the repository that received the event, the one that event or payload names, or all. Default: receiver',
    ),
  repository_fields: TextList.exactOptional().describe(
    'Fields of the payload that may name a repository; the first that is there counts. Default: triggered_by, source, repo',
  ),
  commit_fields: TextList.exactOptional().describe('The same for the commit. Default: source_sha, sha'),
  ref_fields: TextList.exactOptional().describe('The same for the branch or tag. Default: source_ref, ref'),
  names: z
    .record(z.string(), Text)
    .exactOptional()
    .describe('Other names by which events and payloads call repositories, each with its alias.'),
  line: Text.exactOptional().describe("The branch whose heads are preferred. Default: each repository's own"),
});
export type DispatchEntry = z.infer<typeof DispatchEntry>;

/** What starts trains, beside people and schedules. */
export const Triggers = z.strictObject({
  releases: TextList.exactOptional().describe('Aliases whose published release starts a release of the chain.'),
  tags: TextList.exactOptional().describe('Aliases whose pushed version tag does the same. Default: none'),
  push_branches: TextList.exactOptional().describe(
    'Branches, besides the default branch, whose push starts a cascade that prefers the branches of that name.',
  ),
  dispatches: z
    .union([z.literal('standard'), z.array(z.union([z.literal('standard'), DispatchEntry]))])
    .exactOptional()
    .describe(
      'Which events of a repository_dispatch start a cascade. standard: build-chain, upstream-changed, develop-chain, build_all and build_{alias}; rules of your own stand before it in a list. Default: none',
    ),
  after_cascade: z
    .enum(['none', 'prerelease'])
    .exactOptional()
    .describe(
      "What follows a cascade of the repositories' own branches that succeeded: prerelease publishes a dated one. Default: none",
    ),
  cascade_refs: z
    .enum(['heads', 'built'])
    .exactOptional()
    .describe(
      'Where a cascade builds the repositories that did not change: at the heads of their branches, or each at the commit of its last build in the chain that succeeded. Default: heads',
    ),
});
export type Triggers = z.infer<typeof Triggers>;
