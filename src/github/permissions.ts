/** A permission of a GitHub App, by GitHub's name for it. */
export interface AppPermission {
  readonly level: 'read' | 'write';
  /** Without it no train travels; the others each serve the one feature that is named. */
  readonly needed: boolean;
  /** What Cascade does with it, to complete "it is there to ...". */
  readonly why: string;
}

/** A commit that changes actions workflows takes a second permission, and its lack looks like a 404. */
export const WRITE_AT_COMMIT = 'Contents: write (and Workflows: write where the commit changes .github/workflows)';

/** All that a GitHub App has to be allowed to, and nothing more. */
export const APP_PERMISSIONS: Readonly<Record<string, AppPermission>> = {
  metadata: { level: 'read', needed: true, why: 'find repositories and their default branches' },
  actions: {
    level: 'write',
    needed: true,
    why: 'dispatch by workflow_dispatch; read actions runs, their jobs and artifacts; cancel and re-run them',
  },
  contents: {
    level: 'write',
    needed: true,
    why: 'dispatch by repository_dispatch; pin commits; create releases, with their files and tags; commit the new versions.toml',
  },
  pull_requests: {
    level: 'write',
    needed: false,
    why: 'propose the new versions.toml after a release, and what `cascade fleet sync` generates',
  },
  statuses: {
    level: 'write',
    needed: false,
    why: 'set a commit status on every commit that is built',
  },
  issues: {
    level: 'write',
    needed: false,
    why: 'keep one issue open while a chain is broken',
  },
  workflows: {
    level: 'write',
    needed: false,
    why: 'release a commit that changes .github/workflows compared with the default branch; commit what `cascade fleet sync` generates',
  },
  administration: {
    level: 'read',
    needed: false,
    why: "see whether Actions are on, whether releases are immutable, and the repository's own runners",
  },
  organization_self_hosted_runners: {
    level: 'read',
    needed: false,
    why: 'say which labels no runner of the organisation has, where a build waits in the queue',
  },
};

/** What the App has to be allowed to in a repository where the chains want so much: nobody misses what is not asked for. */
export function permissionsFor({
  statuses,
  issues,
}: {
  readonly statuses: boolean;
  readonly issues: boolean;
}): Readonly<Record<string, AppPermission>> {
  const wanted: Readonly<Record<string, boolean>> = { statuses, issues };
  return Object.fromEntries(Object.entries(APP_PERMISSIONS).filter(([name]) => wanted[name] ?? true));
}

/** The webhook events that a GitHub App subscribes to, and what each is for. Without them builds and trains are found by polling, or by command. */
export const APP_EVENTS: Readonly<Record<string, string>> = {
  workflow_run: 'wakes the build whose actions run began or ended; says when the tests of a push are green',
  workflow_job: 'wakes the build whose actions run waits for the approval of a deployment',
  repository_dispatch:
    'starts a cascade where an actions workflow asks for it (build-chain, ...); takes the report of an actions workflow that tells of its end by itself (build-complete)',
  push: 'starts a cascade; or a release, by a tag, where a chain wants that',
  release: 'starts a release that a person published on GitHub',
};
