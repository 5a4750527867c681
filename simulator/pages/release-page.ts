import { timestamp } from '../clock.ts';
import { assetPage } from '../shapes/release.ts';
import type { Asset, Release } from '../state/release.ts';
import { contentOf } from '../state/release.ts';
import type { World } from '../world.ts';
import { html, page } from './html.ts';

/** A release for a person: what it says of itself, and its files with sizes, digests and links. */
export function releasePageContent(world: World, release: Release): string {
  const { repository, name, tag, body, assets } = release;
  const row = (asset: Asset) => {
    const { size, digest, state } = contentOf(asset);
    return html`<tr>
      <td><a href="${assetPage(world, release, asset)}">${asset.name}</a></td>
      <td>${size}</td>
      <td><code>${digest ?? state}</code></td>
    </tr>`;
  };
  return page(
    `${name ?? tag} · ${repository.fullName}`,
    html`<p><a href="/${repository.fullName}">${repository.fullName}</a>, ${stateOf(release)}, tag ${tag}</p>
      <pre>${body ?? ''}</pre>
      <table>
        <tr>
          <th>file</th>
          <th>bytes</th>
          <th>digest</th>
        </tr>
        ${[...assets.values()].map(row)}
      </table>`,
  );
}

function stateOf({ draft, prerelease, immutable, publishedAt }: Release): string {
  if (draft || publishedAt === undefined) return 'draft';
  const kind = prerelease ? 'prerelease' : 'release';
  return `${immutable ? 'immutable ' : ''}${kind}, published ${timestamp(publishedAt)}`;
}
