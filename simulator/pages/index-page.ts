import type { World } from '../world.ts';
import { html, page } from './html.ts';

/** All repositories, for a person who is lost. */
export function indexPage({ repositories }: World): string {
  const items = [...repositories.values()].map(
    ({ fullName, runs, releases }) =>
      html`<li><a href="/${fullName}">${fullName}</a>: ${runs.length} actions runs, ${releases.size} releases</li>`,
  );
  return page(
    'Repositories',
    html`<ul>
      ${items}
    </ul>`,
  );
}
