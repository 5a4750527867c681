import type { ActionsRun } from '../state/actions-run.ts';
import { latestAttempt } from '../state/actions-run.ts';

type RunFilter = (run: ActionsRun) => boolean;

/** What the query leaves of a list of runs; undefined where it leaves all. */
export function runFilter(query: URLSearchParams): RunFilter | undefined {
  const tests: readonly [string, (value: string) => RunFilter][] = [
    ['actor', (actor) => (run) => run.actor === actor],
    ['branch', (branch) => (run) => run.headBranch === branch],
    ['event', (event) => (run) => run.event === event],
    ['head_sha', (sha) => (run) => run.headSha === sha],
    ['check_suite_id', (id) => (run) => String(run.checkSuiteId) === id],
    ['status', statusFilter],
    ['created', createdFilter],
  ];
  const filters = tests.flatMap(([name, make]) => {
    const value = query.get(name);
    return value === null ? [] : [make(value)];
  });
  return filters.length === 0 ? undefined : (run) => filters.every((filter) => filter(run));
}

/** GitHub's filter takes a status or a conclusion under the same name. */
function statusFilter(value: string): RunFilter {
  return (run) => {
    const { status, conclusion } = latestAttempt(run);
    return status === value || conclusion === value;
  };
}

/** GitHub's search syntax for times: `>=t`, `<t`, `a..b`, `a..*`, or a day. */
function createdFilter(value: string): RunFilter {
  const [from, to] = value.split('..');
  if (to !== undefined) {
    const least = from === '*' ? -Infinity : Date.parse(from ?? '');
    const most = to === '*' ? Infinity : Date.parse(to);
    return (run) => run.createdAt >= least && run.createdAt <= most;
  }
  const [, operator = '', text = ''] = /^([<>]=?)?(.*)$/.exec(value) ?? [];
  const at = Date.parse(text);
  switch (operator) {
    case '>':
      return (run) => run.createdAt > at;
    case '>=':
      return (run) => run.createdAt >= at;
    case '<':
      return (run) => run.createdAt < at;
    case '<=':
      return (run) => run.createdAt <= at;
    default:
      return (run) => new Date(run.createdAt).toISOString().startsWith(text);
  }
}
