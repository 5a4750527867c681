import type { Review } from './actions/approvals.ts';
import type { Change } from './actions/push.ts';
import type { RerunScope } from './actions/rerun.ts';
import type { DispatchByHand } from './persons/dispatch-by-hand.ts';
import type { TagByHand } from './persons/push-tag.ts';
import type { PersonsRelease, ReleaseChange } from './persons/releasing.ts';
import type { Delivery, ReleaseRecord, RequestRecord, RunRecord, Violation } from './records.ts';
import type { Fault } from './scenario-faults.ts';
import { forever } from './scenario-schema/times.ts';
import type { WebhookScenario } from './scenario.ts';

/** A simulator in another process: the same meaning as `Simulator`, each answer a promise. Every call rejects with what the simulator said. */
export interface RemoteSimulator {
  readonly url: string;
  addWebhook(hook: WebhookScenario): Promise<void>;
  rotateWebhookSecret(url: string, secret: string): Promise<void>;
  push(repository: string, change?: Change): Promise<{ sha: string }>;
  publishRelease(repository: string, release: PersonsRelease): Promise<{ id: number; commit: string }>;
  draftRelease(repository: string, release: PersonsRelease): Promise<{ id: number }>;
  editRelease(repository: string, id: number, change: ReleaseChange): Promise<void>;
  publishDraft(repository: string, id: number): Promise<{ commit: string }>;
  deleteRelease(repository: string, id: number): Promise<void>;
  addReleaseFile(repository: string, id: number, name: string, content: string): Promise<void>;
  deleteReleaseFile(repository: string, id: number, name: string): Promise<void>;
  pushTag(repository: string, tag: string, how?: TagByHand): Promise<{ commit: string }>;
  deleteTag(repository: string, tag: string): Promise<void>;
  mergePullRequest(repository: string, number: number): Promise<{ sha: string }>;
  dispatchAsPerson(repository: string, workflowPath: string, dispatch?: DispatchByHand): Promise<{ id: number }>;
  rerun(id: number, scope?: RerunScope): Promise<void>;
  cancelRun(id: number): Promise<void>;
  deleteRun(id: number): Promise<void>;
  rename(repository: string, newFullName: string): Promise<void>;
  fault(fault: Fault): Promise<void>;
  approve(runId: number, review: Review): Promise<void>;
  setRunner(name: string, online: boolean): Promise<void>;
  expireArtifacts(runId: number): Promise<void>;
  /** Lets jobs go on that a `hold` behaviour keeps. */
  release(repository: string): Promise<void>;
  deliveries(): Promise<readonly Delivery[]>;
  requests(): Promise<readonly RequestRecord[]>;
  runs(repository?: string): Promise<readonly RunRecord[]>;
  releases(repository: string): Promise<readonly ReleaseRecord[]>;
  violations(): Promise<readonly Violation[]>;
}

/** Talks to the simulator whose address `node simulator/main.ts` printed. */
export function connectSimulator(url: string): RemoteSimulator {
  const get = (path: string) => ask(`${url}/_simulator/${path}`);
  const post = (path: string, body: object) =>
    ask(`${url}/_simulator/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  return {
    url,
    addWebhook: async (hook) => {
      await post('webhooks', hook);
    },
    rotateWebhookSecret: async (url, secret) => {
      await post('webhook-secret', { url, secret });
    },
    push: async (repository, change = {}) => (await post('push', { repository, ...change })) as { sha: string },
    publishRelease: async (repository, release) =>
      (await post('releases', { repository, ...release })) as { id: number; commit: string },
    draftRelease: async (repository, release) =>
      (await post('draft-release', { repository, ...release })) as { id: number },
    editRelease: async (repository, release, change) => {
      await post('edit-release', { repository, release, ...change });
    },
    publishDraft: async (repository, release) =>
      (await post('publish-draft', { repository, release })) as { commit: string },
    deleteRelease: async (repository, release) => {
      await post('delete-release', { repository, release });
    },
    addReleaseFile: async (repository, release, name, content) => {
      await post('add-release-file', { repository, release, name, content });
    },
    deleteReleaseFile: async (repository, release, name) => {
      await post('delete-release-file', { repository, release, name });
    },
    pushTag: async (repository, tag, how = {}) =>
      (await post('push-tag', { repository, tag, ...how })) as { commit: string },
    deleteTag: async (repository, tag) => {
      await post('delete-tag', { repository, tag });
    },
    mergePullRequest: async (repository, number) =>
      (await post('merge-pull-request', { repository, number })) as { sha: string },
    dispatchAsPerson: async (repository, workflow, dispatch = {}) =>
      (await post('dispatch', { repository, workflow, ...dispatch })) as { id: number },
    rerun: async (run, scope) => {
      await post('rerun', { run, scope });
    },
    cancelRun: async (run) => {
      await post('cancel-run', { run });
    },
    deleteRun: async (run) => {
      await post('delete-run', { run });
    },
    rename: async (repository, to) => {
      await post('rename', { repository, to });
    },
    fault: async (fault) => {
      await post('faults', fault.times === Infinity ? { ...fault, times: forever } : fault);
    },
    approve: async (run, review) => {
      await post('approve', { run, review });
    },
    setRunner: async (name, online) => {
      await post('runner', { name, online });
    },
    expireArtifacts: async (run) => {
      await post('expire-artifacts', { run });
    },
    release: async (repository) => {
      await post('release-held', { repository });
    },
    deliveries: async () => (await get('deliveries')) as Delivery[],
    requests: async () => (await get('requests')) as RequestRecord[],
    runs: async (repository) => (await get(`runs${queryOf(repository)}`)) as RunRecord[],
    releases: async (repository) => (await get(`releases${queryOf(repository)}`)) as ReleaseRecord[],
    violations: async () => (await get('violations')) as Violation[],
  };
}

function queryOf(repository: string | undefined): string {
  return repository === undefined ? '' : `?repository=${encodeURIComponent(repository)}`;
}

async function ask(url: string, init?: RequestInit): Promise<unknown> {
  const response = await fetch(url, init);
  const body: unknown = await response.json();
  if (!response.ok) throw new Error(`The simulator refused ${url} with ${response.status}: ${JSON.stringify(body)}`);
  return body;
}
