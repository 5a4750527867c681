import type { ActionsRun, Job } from '../state/actions-run.ts';
import { latestAttempt } from '../state/actions-run.ts';
import type { World } from '../world.ts';
import { html, page } from './html.ts';

/** An actions run for a person: its jobs and its artifacts. */
export function actionsRunPage(world: World, run: ActionsRun): string {
  const { fullName } = run.repository;
  const attempt = latestAttempt(run);
  const jobs = attempt.jobs.map(
    (job) =>
      html`<tr>
        <td>${job.plan.name}</td>
        <td>${job.conclusion ?? job.status}</td>
        <td>${secondsOf(job)}</td>
      </tr>`,
  );
  const logs = attempt.jobs
    .filter(({ log }) => log.length > 0)
    .map(
      ({ plan, log }) =>
        html`<details>
          <summary>${plan.name}</summary>
          <pre>${log.join('\n')}</pre>
        </details>`,
    );
  const artifacts = run.artifacts.map(
    (artifact) =>
      html`<tr>
        <td><a href="${world.url}/${fullName}/actions/runs/${run.id}/artifacts/${artifact.id}">${artifact.name}</a></td>
        <td>${artifact.stored.size}</td>
        <td><code>sha256:${artifact.stored.sha256}</code></td>
      </tr>`,
  );
  return page(
    `${run.displayTitle} · ${fullName}`,
    html`<p>
        <a href="/${fullName}">${fullName}</a>: ${run.workflow.scenario.name} #${run.number}, attempt ${attempt.number},
        started by ${run.event}: ${attempt.conclusion ?? attempt.status}
      </p>
      <p>${run.headBranch} at <code>${run.headSha}</code></p>
      <h2>Jobs</h2>
      <table>
        <tr>
          <th>job</th>
          <th>state</th>
          <th>seconds</th>
        </tr>
        ${jobs}
      </table>
      ${logs}
      <h2>Artifacts</h2>
      <table>
        <tr>
          <th>artifact</th>
          <th>bytes</th>
          <th>digest</th>
        </tr>
        ${artifacts}
      </table>`,
  );
}

function secondsOf({ completedAt, startedAt }: Job): string {
  return completedAt === undefined ? '' : ((completedAt - startedAt) / 1000).toFixed(1);
}
