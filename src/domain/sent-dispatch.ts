/** A step of an actions workflow: an action with its inputs, or a script. */
export interface DeclaredStep {
  /** `owner/name@ref`; empty where the step is a script. */
  readonly uses: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** What a shell or `actions/github-script` carries out. */
  readonly script: string;
}

/** A dispatch that an actions workflow sends by itself. */
export interface SentDispatch {
  /** `owner/name` as it is written there, with variables; `null` for the repository that it is in. */
  readonly to: string | null;
  /** The event type, or the file of the actions workflow; `null` where it can't be told. */
  readonly what: string | null;
  /** What sends it, in words. */
  readonly how: string;
}

/** Every dispatch that a step sends, as far as its text shows. */
export function sentDispatches(step: DeclaredStep): readonly SentDispatch[] {
  const script = withoutComments(step.script).replaceAll(/\$\{\{\s*(.*?)\s*\}\}/gs, '${{$1}}');
  return [...byAction(step), ...byAddress(script), ...byCommandLine(script), ...byOctokit(script)];
}

const DISPATCHING_ACTION = /\/(repository-dispatch|workflow-dispatch|[\w-]*trigger-workflow[\w-]*)@/;

function byAction({ uses, inputs }: DeclaredStep): readonly SentDispatch[] {
  if (!DISPATCHING_ACTION.test(uses)) return [];
  const repository = inputs['repository'] ?? inputs['repo'] ?? null;
  const owner = inputs['owner'];
  const to = repository === null || owner === undefined ? repository : `${owner}/${repository}`;
  const what = inputs['event-type'] ?? inputs['workflow'] ?? inputs['workflow_file_name'] ?? null;
  return [{ to: ownOr(to), what, how: uses }];
}

// `gh api repos/o/r/dispatches` and `curl https://api.github.com/repos/o/r/actions/workflows/f/dispatches`.
const ADDRESS = /\brepos\/([^\s"'`]+?)(?:\/actions\/workflows\/([^\s"'`/]+))?\/dispatches\b/g;

function byAddress(script: string): readonly SentDispatch[] {
  return Array.from(script.matchAll(ADDRESS), ([, repository = '', workflow], index) => ({
    to: ownOr(repository),
    what: workflow ?? eventTypes(script)[index] ?? null,
    how: workflow === undefined ? 'a call of GitHub (dispatches)' : 'a call of GitHub (workflow dispatch)',
  }));
}

function byCommandLine(script: string): readonly SentDispatch[] {
  return Array.from(joined(script).matchAll(/\bgh\s+workflow\s+run\b([^\n;&|]*)/g), ([, words = '']) => ({
    to: ownOr(/(?:^|\s)(?:-R|--repo)[\s=]+["']?([^\s"']+)/.exec(words)?.[1] ?? null),
    what: /^\s+["']?([^\s"'-][^\s"']*)/.exec(words)?.[1] ?? null,
    how: 'gh workflow run',
  }));
}

// `await github.rest.repos.createDispatchEvent({ owner: context.repo.owner, repo: 'r', ... })`
const OCTOKIT = /\b(createDispatchEvent|createWorkflowDispatch)\s*\(([^)]*)/g;

function byOctokit(script: string): readonly SentDispatch[] {
  return Array.from(script.matchAll(OCTOKIT), ([, call = '', body = '']) => {
    const [owner, name] = [fieldOf(body, 'owner'), fieldOf(body, 'repo')];
    const what = fieldOf(body, 'event_type') ?? fieldOf(body, 'workflow_id');
    return { to: name === null ? null : ownOr(`${owner ?? ''}/${name}`), what, how: call };
  });
}

/** The value of a field: what is in quotes as it is, anything else as a variable. */
function fieldOf(body: string, name: string): string | null {
  const [, quote, value] = new RegExp(`\\b${name}\\s*:\\s*(["'\`]?)([^\\s"'\`,}]+)`).exec(body) ?? [];
  if (value === undefined) return null;
  return quote === '' ? `\${${value}}` : value;
}

const OWN =
  /GITHUB_REPOSITORY\b|github\.repository\}\}|github\.repository\s*\}\}|:owner\/:repo|\{owner\}\/\{repo\}|context\.repo\.repo/;

/** `null` for what stands for the repository itself. */
function ownOr(repository: string | null): string | null {
  return repository === null || OWN.test(repository) ? null : repository;
}

function eventTypes(script: string): readonly string[] {
  return Array.from(script.matchAll(/\bevent_type\b["'\\]*\s*[=:]\s*["'\\]*([\w.-]+)/g), ([, type = '']) => type);
}

function withoutComments(script: string): string {
  return script
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .join('\n');
}

/** A command over several lines as one. */
function joined(script: string): string {
  return script.replaceAll(/\\\n\s*/g, ' ');
}
