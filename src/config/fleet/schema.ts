import { z } from 'zod';
import { FLEET_TASKS } from '../../domain/fleet/fleet-event.ts';
import { LANGUAGES } from '../../domain/fleet/language.ts';
import { Count, Duration, FullName, Text, TextList, WorkflowFile } from '../schema-values.ts';

const Commit = z
  .string()
  .regex(/^[0-9a-f]{40}$/, 'must be a full commit hash of 40 hexadecimal digits, since a tag can be moved');
const Version = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._+-]{0,99}$/, 'must be a version such as v1.4.0');
const Size = z.string().regex(/^[1-9][0-9]{0,5}(?:MiB|GiB|TiB)$/, 'must be a size such as 500MiB or 50GiB');
const Label = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'must be the label of a runner, such as self-hosted');
const Labels = z.array(Label).min(1);
const Branch = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/, 'must be the name of a branch');
const SecretName = z
  .string()
  .regex(/^(?!GITHUB_)[A-Z_][A-Z0-9_]{0,99}$/i, 'must be the name of a secret, such as FLEET_READ_TOKEN');
const OneLine = z
  .string()
  .regex(/^(?!.*\$\{\{)[^\n\r]*\S[^\n\r]*$/, 'must be one line without ${{ }}; put more than that into a script');

/** A commit of a repository with actions, and the version that it is. */
const Pin = z.strictObject({
  commit: Commit.describe('Full hash.'),
  version: Version.describe('The version that the commit is; it stands beside the hash as a comment.'),
});

const Tasks = z.array(z.enum(FLEET_TASKS));

const Events = z.strictObject({
  push: Tasks.exactOptional().describe('After a push to one of the branches: ci, chain. Default: ci'),
  pull_request: Tasks.exactOptional().describe('For a pull request: ci. Default: ci'),
  release: Tasks.exactOptional().describe(
    'After a person published a release: build. Default: build, or nothing where that starts a train, or the chain publishes',
  ),
});
export type Events = z.infer<typeof Events>;

/** The fleet as a whole. */
export const FleetEntry = z.strictObject({
  ci: FullName.describe('The repository of the reusable actions workflows and of the actions.'),
  actions: Pin.describe('The commit of that repository that its reusable actions workflows take our actions from.'),
  workflows: Pin.describe('The commit of that repository that all others take the reusable actions workflows from.'),
  runs_on: Labels.exactOptional().describe('Labels of the runners. Default: ubuntu-24.04'),
  branches: z
    .array(Branch)
    .min(1)
    .exactOptional()
    .describe(
      "Branches whose pushes run CI. Default: main, or the repository's own branch, and those of triggers.push_branches",
    ),
  events: Events.exactOptional().describe('What each event starts in all repositories.'),
  pins: z
    .record(z.string(), Pin)
    .exactOptional()
    .describe("Deliberate pins of others' actions by owner/name, such as actions/checkout."),
  read_token: SecretName.exactOptional().describe(
    'Name of the secret of the organisation with a token that may read repositories which are checked out beside others. Default: the token of the job, which reads public ones',
  ),
  cache: z
    .strictObject({
      root: Text.describe('Absolute path of a folder that holds nothing else.'),
      budget: Size.exactOptional().describe('What it may take. Default: 50GiB'),
      free: Size.exactOptional().describe('What its disk must have free. Default: 10GiB'),
      keep: Count.min(3)
        .max(5)
        .exactOptional()
        .describe('Newest entries that always stay, of each repository. Default: 3'),
    })
    .exactOptional()
    .describe('The cache of self-hosted runners. Without it there is none.'),
  overrides: z
    .record(z.string(), Text)
    .exactOptional()
    .describe(
      'Reusable actions workflows of your own, such as ci-rust: fleet/ci-rust.yml, from the folder of this file.',
    ),
});
export type FleetEntry = z.infer<typeof FleetEntry>;

/** What a repository says of itself. */
export const MemberEntry = z.strictObject({
  language: z.enum(LANGUAGES).describe('What it is written in; commands for anything else.'),
  ci: TextList.exactOptional().describe('The checks of CI; an empty list for no CI. Default: all of the language'),
  toolchain: Version.exactOptional().describe('Version of compiler or runtime. Default: what the repository says'),
  runs_on: Labels.exactOptional().describe("Labels of the runners. Default: the fleet's"),
  runners: z.record(z.string(), Labels).exactOptional().describe('Labels of the runners for a platform of the chain.'),
  branches: z.array(Branch).min(1).exactOptional().describe("Branches whose pushes run CI. Default: the fleet's"),
  events: Events.exactOptional().describe('What each event starts here.'),
  timeout: Duration.exactOptional().describe('How long a job of CI may take. Default: 1h'),
  targets: z
    .record(
      z.string(),
      z.string().regex(/^[A-Za-z0-9_.-]+(?:\/[a-z0-9]+)?$/, 'must be a target such as x86_64-unknown-linux-gnu'),
    )
    .exactOptional()
    .describe('What the compiler builds for, by platform; with Go system/processor. Default: what the runner is'),
  features: z
    .record(z.string(), z.array(z.string().regex(/^[A-Za-z0-9_/+.-]+$/, 'must be the name of a feature')))
    .exactOptional()
    .describe('Features by variant.'),
  commands: z
    .record(z.string(), OneLine)
    .exactOptional()
    .describe(
      'With language commands: a line of shell for each check, and for build. Else: package, run after the build.',
    ),
  beside: z.boolean().exactOptional().describe('Whether what it needs is checked out beside it. Default: false'),
  workflows: Pin.exactOptional().describe("A deliberate pin of the reusable actions workflows. Default: the fleet's"),
  owned: z.array(WorkflowFile).exactOptional().describe('Generated files that the repository keeps as its own.'),
});
export type MemberEntry = z.infer<typeof MemberEntry>;
