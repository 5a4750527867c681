import { fullName } from '../../domain/chain.ts';
import type { RetentionDecisions } from '../../domain/release/retention.ts';
import type { Pruned, PruneDecisions } from '../run-prune.ts';
import { alignRows, type Canvas, type Cell } from './columns.ts';
import { plural } from './plural.ts';

type Row = readonly Cell[];

/** Every release, and every tag that a build was dispatched on, with what becomes of it and why; those first that go, and an empty line. */
export function renderDecisions({ releases, tags, tagsStay }: PruneDecisions, canvas: Canvas): readonly string[] {
  const held = tags.map((tag) => ({
    what: `${tag.tag} in ${fullName(tag)}`,
    why: tagsStay ?? 'was left behind by a build',
  }));
  const [goes, stays] = tagsStay === null ? [held, []] : [[], held];
  const going = [...shown(releases.remove), ...goes].map(({ what, why }) => row('remove', what, why));
  const staying = [...shown(releases.keep), ...stays].map(({ what, why }) => row('keep', what, why));
  const rows = [...going, ...staying];
  return rows.length === 0 ? [] : [...alignRows(rows, canvas), ''];
}

/** What was removed, and what was left of it; where nothing was, how that is done. */
export function renderPruned(decisions: PruneDecisions, pruned: Pruned | null): readonly string[] {
  const releases = decisions.releases.remove.length;
  const tags = decisions.tagsStay === null ? decisions.tags.length : 0;
  if (releases + tags === 0) return ['Nothing is to be removed.'];
  if (pruned === null) return [`${would(releases, tags)} Nothing was removed: --yes does it.`];
  const gone = pruned.releases.filter(({ removed }) => removed).length;
  return [
    ...pruned.releases.flatMap(({ tag, left }) => left.map((what) => `${tag}: ${what}`)),
    ...pruned.tagsLeft,
    ...(releases === 0 ? [] : [`${plural(gone, 'release')} of ${releases} removed.`]),
    ...(tags === 0 ? [] : [`${plural(tags - pruned.tagsLeft.length, 'held tag')} of ${tags} removed.`]),
  ];
}

function shown(decisions: RetentionDecisions['keep']) {
  return decisions.map(({ release: { tag }, why }) => ({ what: tag, why }));
}

function row(word: 'remove' | 'keep', what: string, why: string): Row {
  return [{ text: word, style: word === 'remove' ? 'red' : 'green' }, { text: what }, { text: why, style: 'dim' }];
}

function would(releases: number, tags: number): string {
  if (tags === 0) return `${plural(releases, 'release')} would go, with the tags.`;
  if (releases === 0) return `${plural(tags, 'held tag')} would go.`;
  return `${plural(releases, 'release')} would go, with the tags, and ${plural(tags, 'held tag')}.`;
}
