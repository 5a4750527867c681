import { z } from 'zod';
import { RETRIED_OUTCOMES } from '../domain/build-recipe.ts';
import { FleetEntry, MemberEntry } from './fleet/schema.ts';
import { Gate } from './gates-schema.ts';
import { OnPush } from './push-schema.ts';
import { Limits, Queue } from './queue-schema.ts';
import { Release } from './release-schema.ts';
import { Schedule } from './schedules-schema.ts';
import { Count, Duration, Fields, FullName, Marker, Text, TextList, WorkflowFile } from './schema-values.ts';
import { Deploy, Tells } from './telling-schema.ts';
import { Triggers } from './triggers-schema.ts';

const Timeouts = z.strictObject({
  queue: Duration.exactOptional().describe('How long an actions run may wait for a runner. Default: 30m'),
  build: Duration.exactOptional().describe('How long it may take once it has a runner. Default: 2h'),
  approval: Duration.exactOptional().describe("How long it may wait for a person's approval. Default: 7d"),
});

const Retry = z.strictObject({
  attempts: Count.max(20).exactOptional().describe('Attempts in all, the first included. Default: 2'),
  backoff: Duration.exactOptional().describe('Wait before the second attempt; doubles with each. Default: 30s'),
  maximum_backoff: Duration.exactOptional().describe('The longest wait between two attempts. Default: 10m'),
  on: z
    .array(z.enum(RETRIED_OUTCOMES))
    .exactOptional()
    .describe(
      'The outcomes after which another attempt is made. Default: cancelled, timed_out, startup_failure, stale, run_deleted',
    ),
  how: z
    .enum(['new-attempt', 'rerun-failed-jobs'])
    .exactOptional()
    .describe(
      'What follows a failure: a new actions run, or the failed jobs again in the same one. Default: new-attempt',
    ),
  budget: Duration.exactOptional().describe(
    'No further attempt begins later than this after the first. Without it there is no such limit.',
  ),
});

/** How a repository is built, as written: what is left out comes from the defaults. */
export const Build = z.strictObject({
  mode: z
    .enum(['build', 'verify'])
    .exactOptional()
    .describe('verify: checks only, yields no artifacts. Default: build'),
  runs_in: FullName.exactOptional().describe(
    'The repository whose actions workflow builds this one, where that is another.',
  ),
  workflows: z
    .array(WorkflowFile)
    .min(1)
    .exactOptional()
    .describe('Candidates in .github/workflows; the first that exists is used. Default: build.yml, ci.yml'),
  dispatch: z
    .enum(['workflow_dispatch', 'repository_dispatch'])
    .exactOptional()
    .describe('How GitHub is asked for an actions run. Default: workflow_dispatch'),
  event_type: Text.max(100).exactOptional().describe('The event of a repository_dispatch.'),
  inputs: Fields.exactOptional().describe(
    'Inputs of a workflow_dispatch; values may hold placeholders such as {version}.',
  ),
  payload: Fields.exactOptional().describe('Fields of a repository_dispatch; values may hold placeholders.'),
  marker: Marker.exactOptional().describe(
    'What the actions workflow does with our field "cascade": shown in its run-name, taken but not shown, or none, and it is not sent. Default: shown',
  ),
  proof: Text.exactOptional().describe(
    'Name of an artifact, with {sha} in it, that proves which commit was built. Without it the head of the actions run does.',
  ),
  required_jobs: TextList.exactOptional().describe(
    'Jobs that must have succeeded, since a run can be green without them.',
  ),
  expected_duration: Duration.exactOptional().describe(
    'About how long a build takes; long ones start first. Default: 10m',
  ),
  timeouts: Timeouts.exactOptional(),
  retry: Retry.exactOptional(),
});
export type Build = z.infer<typeof Build>;

/** What a repository must yield: its name, or its name and more about it. */
export const Artifact = z.union([
  Text,
  z.strictObject({
    name: Text.describe(
      'Name of the artifact; may hold placeholders such as {version} or {platform}, and * for any characters.',
    ),
    from: z
      .enum(['run', 'release', 'earlier'])
      .exactOptional()
      .describe(
        'run: an artifact of the actions run. release: a file of the release that its own actions workflow made. earlier: a file of a release of the chain, of the last one unless tag says which. Default: run',
      ),
    only: z.record(z.string(), TextList.min(1)).exactOptional().describe('Parameter values that it exists for.'),
    archive: z
      .boolean()
      .exactOptional()
      .describe(
        'false: one file that the actions run uploads without archiving (archive: false of upload-artifact); only a .zip needs it said, which is unpacked otherwise. Default: true',
      ),
    tag: Text.exactOptional().describe(
      "Tag of the release that it is taken from; may hold placeholders such as {version_number}. Default: with from: release the tag of the chain's release, with from: earlier that of its last one",
    ),
    rebuilt: Text.exactOptional().describe(
      'Name of a second artifact with the same files built again; may hold {artifact}, the name of the first.',
    ),
  }),
]);
export type Artifact = z.infer<typeof Artifact>;

/** A container image that a build yields. */
const Image = z.strictObject({
  name: Text.describe('Registry and path, such as ghcr.io/acme/app; may hold placeholders.'),
  tag: Text.describe('Its tag, such as {version}.'),
  digest: Text.describe(
    'Name of an artifact of the actions run with one file that says the digest of the image: sha256: and 64 hexadecimal digits.',
  ),
});
export type Image = z.infer<typeof Image>;

/** A repository as written under its alias. */
export const RepositoryEntry = z.strictObject({
  repository: FullName.describe('owner/name on GitHub.'),
  kind: z
    .enum(['docs', 'library', 'binary', 'service'])
    .exactOptional()
    .describe('docs: nothing to build. Default: library'),
  needs: TextList.exactOptional().describe('Aliases of repositories that are built before this one.'),
  notifies: TextList.exactOptional().describe('Who is told after success: aliases, or owner/name outside the chain.'),
  releases: z.boolean().exactOptional().describe('Whether a release of the chain contains it. Default: true'),
  branch: Text.exactOptional().describe('The branch whose head is built. Default: the default branch'),
  build: z
    .union([z.literal(false), Build])
    .exactOptional()
    .describe('How it is built; false: nothing to build.'),
  artifacts: z.array(Artifact).exactOptional().describe('What a build must yield.'),
  images: z.array(Image).exactOptional().describe('Container images that a build pushes to a registry.'),
  runner: Text.exactOptional().describe('Label of the runners that its build takes; limits.runners counts by it.'),
  on_push: OnPush.exactOptional().describe('What a push starts. Default: a cascade, at once'),
  deploy: Deploy.exactOptional().describe('The signal to deploy what its build made. Default: none'),
  fleet: MemberEntry.exactOptional().describe('The actions workflows that are generated for it. Default: none'),
});
export type RepositoryEntry = z.infer<typeof RepositoryEntry>;

/** A whole `cascade.yml`. */
export const ChainFile = z.strictObject({
  chain: Text.describe('Name of the chain; train ids begin with it.'),
  poll: Duration.exactOptional().describe(
    'Time between two looks at an actions run of which no webhook has told. Default: 20s',
  ),
  poll_with_webhooks: Duration.exactOptional().describe(
    'The same once a webhook has told of it. Default: 5m, or poll where that is longer',
  ),
  parameters: z
    .record(z.string(), TextList.min(1))
    .exactOptional()
    .describe('What a train may choose, such as platform, and all values; each name is a placeholder.'),
  limits: Limits.exactOptional(),
  queue: Queue.exactOptional().describe('What becomes of a train while another of its kind is under way.'),
  triggers: Triggers.exactOptional(),
  gates: z.array(Gate).exactOptional().describe('Points that a train passes only when people have agreed.'),
  schedules: z
    .array(Schedule)
    .exactOptional()
    .describe('Trains that start by themselves; `cascade schedule apply` makes them true.'),
  tells: Tells.exactOptional().describe('Who is told of trains, beside those who look.'),
  release: Release.exactOptional(),
  fleet: FleetEntry.exactOptional().describe('What the generated actions workflows of all repositories share.'),
  defaults: z
    .strictObject({
      build: Build.exactOptional().describe('Merged into the build of every repository.'),
      artifacts: z
        .array(Artifact)
        .exactOptional()
        .describe('Artifacts of every repository that is built and names none.'),
    })
    .exactOptional(),
  repositories: z.record(z.string(), RepositoryEntry).describe('The repositories of the chain by alias.'),
});
export type ChainFile = z.infer<typeof ChainFile>;
