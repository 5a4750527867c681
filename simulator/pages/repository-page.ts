import { releasePage } from '../shapes/release.ts';
import { latestAttempt } from '../state/actions-run.ts';
import { slugOf } from '../state/release.ts';
import type { Repository } from '../state/repository.ts';
import { headOf } from '../state/repository.ts';
import type { World } from '../world.ts';
import { html, page } from './html.ts';

const shownRuns = 100;

/** A repository for a person: its releases and its last actions runs. */
export function repositoryPage(world: World, repository: Repository): string {
  const { fullName, defaultBranch, releases, runs } = repository;
  const releaseItems = [...releases.values()]
    .toReversed()
    .map((release) => html`<li><a href="${releasePage(world, release)}">${release.name ?? slugOf(release)}</a></li>`);
  const runItems = runs
    .slice(-shownRuns)
    .toReversed()
    .map((run) => {
      const { status, conclusion } = latestAttempt(run);
      return html`<li>
        <a href="/${fullName}/actions/runs/${run.id}">${run.displayTitle}</a>: ${run.workflow.scenario.name}
        #${run.number}, ${conclusion ?? status}
      </li>`;
    });
  return page(
    fullName,
    html`<p>${defaultBranch} at <code>${headOf(repository).sha}</code></p>
      <h2>Releases</h2>
      <ul>
        ${releaseItems}
      </ul>
      <h2>Actions runs</h2>
      <ul>
        ${runItems}
      </ul>`,
  );
}
