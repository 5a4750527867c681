import { runBench } from './report/run-bench.ts';
import { figure, holds, type Table } from './report/table.ts';
import { FASTER, measureRequests, MINUTES, type RequestFigures } from './requests/measure-requests.ts';

// What a long build costs of GitHub's rate limit, with and without webhooks.

interface Figures {
  readonly cases: readonly RequestFigures[];
}

const AIM_WITHOUT_WEBHOOKS = 12;

await runBench<Figures>({
  title: `Requests: builds of ${MINUTES} minutes, all times divided by ${FASTER}`,
  measure: async (tell) => ({ cases: await measureRequests(tell) }),
  tablesOf: ({ cases }) => [requestTable(cases)],
});

function requestTable(cases: readonly RequestFigures[]): Table {
  const row = (what: string, valueOf: (figures: RequestFigures) => string) => [what, ...cases.map(valueOf)];
  const operations = new Set(cases.flatMap(({ byKind }) => byKind.map(({ operation }) => operation)));
  return {
    title: 'Requests of a build that count against the rate limit',
    columns: ['', ...cases.map(({ dispatch, webhooks }) => `${dispatch}${webhooks ? ', webhooks' : ''}`)],
    rows: [
      row('builds measured', ({ builds }) => figure(builds)),
      row('requests per build', ({ perBuild }) => figure(perBuild, 2)),
      ...[...operations].map((operation) =>
        row(`- ${operation}`, ({ byKind }) =>
          figure(byKind.find((kind) => kind.operation === operation)?.perBuild ?? 0, 2),
        ),
      ),
      row(`the build that asked most, without webhooks ≤ ${AIM_WITHOUT_WEBHOOKS}`, ({ most, webhooks }) =>
        webhooks ? figure(most) : `${figure(most)} (${holds(most, AIM_WITHOUT_WEBHOOKS)})`,
      ),
      row('looks that were free: nothing new, 304', ({ freePerBuild }) => figure(freePerBuild, 1)),
    ],
  };
}
