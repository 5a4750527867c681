import { asData, asList, type Data } from './yaml-data.ts';

/** What of an actions workflow breaks the rules that everything generated keeps to. */
export interface Breach {
  /** The job that it is in; `null` for the file as a whole. */
  readonly job: string | null;
  /** What is wrong and what would be right, in one sentence without a full stop. */
  readonly message: string;
}

const FULL_HASH = /@[0-9a-f]{40}$/;
/** It is put in before a shell reads the script: there are too many ways to write one that somebody outside can choose. */
const EXPRESSION = '${{';

/** All breaches in an actions workflow, given as the data of its YAML. Whatever isn't there breaks nothing but its own rule. */
export function breachesOf(workflow: unknown): readonly Breach[] {
  const { on, permissions, jobs } = asData(workflow);
  const events = eventsOf(on ?? asData(workflow)['true']);
  const ofFile = (message: string): Breach => ({ job: null, message });
  return [
    ...(permissions === undefined ? [ofFile('says no permissions, and so has all; say permissions: {}')] : []),
    ...sweeping(permissions).map(ofFile),
    ...(events.includes('pull_request_target')
      ? [
          ofFile(
            "pull_request_target runs a stranger's pull request with the rights of the repository; use pull_request",
          ),
        ]
      : []),
    ...Object.entries(asData(jobs)).flatMap(([name, job]) =>
      jobBreaches(asData(job), events).map((message) => ({ job: name, message })),
    ),
  ];
}

function jobBreaches(job: Data, events: readonly string[]): readonly string[] {
  const { uses, steps, secrets, permissions } = job;
  const condition = typeof job['if'] === 'string' ? job['if'] : '';
  const asksForRun =
    condition.includes('github.event.workflow_run') && events.some((event) => event !== 'workflow_run');
  return [
    ...(uses === undefined && job['timeout-minutes'] === undefined
      ? ['has no timeout-minutes: a job that hangs would hold its runner for six hours']
      : []),
    ...unpinned(uses),
    ...sweeping(permissions),
    ...(secrets === 'inherit' ? ['inherits all secrets; name those that it needs'] : []),
    ...(asksForRun
      ? ['asks for github.event.workflow_run, which other events of this file do not have: it would be skipped then']
      : []),
    ...asList(steps).flatMap((step) => stepBreaches(asData(step))),
  ];
}

function stepBreaches({ uses, run, with: inputs }: Data): readonly string[] {
  const action = typeof uses === 'string' ? uses : '';
  const { 'persist-credentials': persists, script } = asData(inputs);
  const kept = /^actions\/checkout@/i.test(action) && String(persists) !== 'false';
  return [
    ...unpinned(uses),
    ...(/\.ya?ml(?:@|$)/.test(action) ? [`calls ${action} from a step; only a job can call an actions workflow`] : []),
    ...(kept ? ['checks out and leaves its token in the folder; say persist-credentials: false'] : []),
    ...([run, script].some((text) => typeof text === 'string' && text.includes(EXPRESSION))
      ? ['puts an expression into a script; hand it over by env']
      : []),
  ];
}

function unpinned(uses: unknown): readonly string[] {
  if (typeof uses !== 'string' || FULL_HASH.test(uses) || uses.startsWith('./')) return [];
  return [
    `takes ${uses} by a name that can be moved; give the full commit hash, or @pinned for one that the fleet pins`,
  ];
}

/** `write-all` and `read-all`. */
function sweeping(permissions: unknown): readonly string[] {
  return typeof permissions === 'string' ? [`says permissions: ${permissions}; name those that it needs`] : [];
}

/** The names of the events under `on`, in each of the ways to write them. */
export function eventsOf(on: unknown): readonly string[] {
  if (typeof on === 'string') return [on];
  return Array.isArray(on) ? on.map(String) : Object.keys(asData(on));
}
