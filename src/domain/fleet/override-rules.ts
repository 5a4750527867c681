import { breachesOf, eventsOf } from './house-rules.ts';
import { REUSABLE_INPUTS } from './reusable.ts';
import { asData, asList, type Data } from './yaml-data.ts';

/** The one secret that a repository can give: a token that may read what is checked out beside it. */
export const READ_SECRET = 'read';

/** Actions that keep or bring what an earlier job left. */
const CACHE = /\/[^@]*cache(?!-clean)/i;

/** The end of the condition under which ours take the runner's cache in a build: nothing of a cascade is published. */
const OF_A_CASCADE = /^[^|]*\binputs\.kind == 'cascade'(?: \}\})?$/;

/**
 * What is wrong with an organisation's own reusable actions workflow, given as the data of its YAML with every pin filled in:
 * it is called as ours is, and what holds of ours holds of it. Each completes "The file".
 */
export function wrongOverride(name: string, workflow: unknown): readonly string[] {
  const breaches = breachesOf(workflow).map(({ job, message }) =>
    job === null ? message : `in job ${job} ${message}`,
  );
  const { on, jobs } = asData(workflow);
  const used = Object.entries(asData(jobs)).flatMap(([job, content]) =>
    wrongUses(name, asData(content)).map((message) => `in job ${job} ${message}`),
  );
  return [...breaches, ...used, ...wrongCall(name, on)];
}

/** What keeps the repositories from calling it as they call ours. */
function wrongCall(name: string, on: unknown): readonly string[] {
  const events = eventsOf(on);
  if (!events.includes('workflow_call')) return ['has no workflow_call, so no repository can call it'];
  const others = events.filter((event) => event !== 'workflow_call');
  const { inputs, secrets } = asData(asData(on)['workflow_call']);
  return [
    ...(others.length === 0 ? [] : [`is started by ${others.join(' and ')}; workflow_call alone may start it`]),
    ...wrongInputs(name, asData(inputs)),
    ...wrongSecrets(name, asData(secrets)),
  ];
}

function wrongInputs(name: string, inputs: Data): readonly string[] {
  const { always, sometimes } = REUSABLE_INPUTS[name] ?? { always: [], sometimes: [] };
  const lacking = [...always, ...sometimes].filter((input) => !Object.hasOwn(inputs, input));
  const wanting = requiredOf(inputs).filter((input) => !always.includes(input));
  return [
    ...(lacking.length === 0 ? [] : [`lacks the inputs ${lacking.join(', ')}, which repositories give it`]),
    ...(wanting.length === 0 ? [] : [`requires the inputs ${wanting.join(', ')}, which not every repository gives it`]),
  ];
}

function wrongSecrets(name: string, secrets: Data): readonly string[] {
  const lacksIt = name !== 'chain' && !Object.hasOwn(secrets, READ_SECRET);
  const wanting = requiredOf(secrets);
  return [
    ...(lacksIt ? [`lacks the secret ${READ_SECRET}, which repositories may give it`] : []),
    ...(wanting.length === 0
      ? []
      : [`requires the secrets ${wanting.join(', ')}, which not every repository gives it`]),
  ];
}

function requiredOf(declared: Data): readonly string[] {
  return Object.entries(declared).flatMap(([name, said]) => (asData(said)['required'] === true ? [name] : []));
}

function wrongUses(name: string, { uses, steps }: Data): readonly string[] {
  const all = [{ uses }, ...asList(steps).map(asData)];
  return all.flatMap(({ uses: used, if: condition }: Data) => {
    if (typeof used !== 'string') return [];
    if (used.startsWith('./')) return [`takes ${used} from whatever is checked out; give owner/name and the full hash`];
    if (!name.startsWith('build-') || !CACHE.test(used) || OF_A_CASCADE.test(String(condition))) return [];
    return [`takes ${used}, and what is published is built without a cache`];
  });
}
