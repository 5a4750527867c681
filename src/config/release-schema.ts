import { z } from 'zod';
import { Count, Duration, Fields, Marker, RepositoryPath, Text, TextList, WorkflowFile } from './schema-values.ts';

const Check = z.enum(['fail', 'warn', 'off']).exactOptional();

const Checks = z.strictObject({
  digests: Check.describe('A stored artifact against the digest that GitHub has of it. Default: fail'),
  checksums: Check.describe('The files against the checksum files that their builds made. Default: fail'),
  rebuilds: Check.describe('The files against those that were built a second time. Default: fail'),
  extra: Check.describe('Artifacts that an actions run left and that nothing here expects. Default: warn'),
  expired: z
    .enum(['stop', 'build-again'])
    .exactOptional()
    .describe('What becomes of a release whose artifacts expired before they were collected. Default: stop'),
});

/** An archive that is made of the collected files. */
const Package = z.strictObject({
  of: z
    .enum(['repository', 'platform', 'all'])
    .describe('One for each repository, one for each value of the parameter platform, or one of everything.'),
  format: z.enum(['tar.gz', 'zip']),
  name: Text.describe(
    'File name; may hold {chain} and {version}, and must hold {alias} for each repository, {platform} for each platform.',
  ),
});
export type Package = z.infer<typeof Package>;

const People = z.strictObject({
  threshold: Count.describe('How many of them must sign.'),
  keys: TextList.min(1).describe('Files with their armoured public keys, from where this file is.'),
  within: Duration.exactOptional().describe('How long the release waits for their signatures. Default: 7d'),
});

const Signing = z.strictObject({
  unsigned: z
    .enum(['refuse', 'warn'])
    .exactOptional()
    .describe('What becomes of a release where the worker has no key to sign it with. Default: warn'),
  people: People.exactOptional().describe('People whose own signatures the release waits for.'),
});

const Tags = z.strictObject({
  repositories: z
    .enum(['members', 'none'])
    .exactOptional()
    .describe('Which repositories get a tag of the release, beside the one it is published in. Default: none'),
  elsewhere: z
    .enum(['stop', 'skip'])
    .exactOptional()
    .describe('What a tag that is there on another commit does: stops the release, or is left. Default: stop'),
});

/** Packages that an actions workflow of a repository publishes to a registry. */
const Step = z.strictObject({
  repository: Text.describe('Alias of the repository whose actions workflow publishes.'),
  workflow: WorkflowFile.describe('The actions workflow, in .github/workflows; a workflow_dispatch starts it.'),
  inputs: Fields.exactOptional().describe('Its inputs; values may hold placeholders such as {version}.'),
  marker: Marker.exactOptional().describe(
    'What it does with our field "cascade": shown in its run-name, taken but not shown, or none, and it is not sent. Default: shown',
  ),
  published: Text.exactOptional().describe(
    'Address of the version in the registry, which answers 200 once it is published; may hold placeholders. Without it the success of the actions run is enough.',
  ),
  lag: Duration.exactOptional().describe(
    'How long after the actions run the registry may take to show it. Default: 10m',
  ),
  timeout: Duration.exactOptional().describe('How long the actions run may take once it has a runner. Default: 1h'),
});
export type Step = z.infer<typeof Step>;

const Retention = z.strictObject({
  keep: Count.exactOptional().describe('How many of the newest. Default: 14, where no max_age is given'),
  max_age: Duration.exactOptional().describe('How old they may get, in whole days.'),
  pins: TextList.exactOptional().describe('Tags that stay whatever the limits say.'),
});

/** Where a release is published, and what is in it. */
export const Release = z.strictObject({
  publish_in: Text.describe('Where the release of the chain is published: an alias, or owner/name outside the chain.'),
  title: Text.exactOptional().describe('Title; may hold {chain}, {version} and {train}. Default: {chain} {version}'),
  checks: Checks.exactOptional().describe('What becomes of what is found wrong: it fails the release, or only warns.'),
  files: z.boolean().exactOptional().describe('Whether the files are published as they are. Default: true'),
  packages: z.array(Package).exactOptional().describe('Archives that are made of the files.'),
  signing: Signing.exactOptional(),
  tags: Tags.exactOptional(),
  notes: RepositoryPath.exactOptional().describe(
    'A file, in the repository of the release, that replaces our own notes; a template.',
  ),
  versions: RepositoryPath.exactOptional().describe(
    'A versions.toml, in the repository of the release, that says at which tag or commit each repository is built.',
  ),
  steps: z
    .array(Step)
    .exactOptional()
    .describe('What is published elsewhere before the release is: one step after the other.'),
  rolling: Text.exactOptional().describe(
    'Tag of one more prerelease that always holds the files of the last nightly, such as nightly. Default: none',
  ),
  retention: Retention.exactOptional().describe('Which nightlies stay when `cascade prune --yes` runs.'),
});
export type Release = z.infer<typeof Release>;
