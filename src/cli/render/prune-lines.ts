import type { PrunedRelease } from '../../app/prune-releases.ts';
import type { RetentionDecisions } from '../../domain/release/retention.ts';
import { alignRows, type Canvas, type Cell } from './columns.ts';
import { plural } from './plural.ts';
import type { Style } from './paint.ts';

/** Every release with what becomes of it and why, those that go first. */
export function renderDecisions({ remove, keep }: RetentionDecisions, canvas: Canvas): readonly string[] {
  const rows = (word: string, style: Style, decisions: RetentionDecisions['keep']): readonly (readonly Cell[])[] =>
    decisions.map(({ release: { tag }, why }) => [{ text: word, style }, { text: tag }, { text: why, style: 'dim' }]);
  return alignRows([...rows('remove', 'red', remove), ...rows('keep', 'green', keep)], canvas);
}

/** What was removed, and what was left of it; where nothing was, how that is done. */
export function renderPruned(amount: number, pruned: readonly PrunedRelease[] | null): readonly string[] {
  if (amount === 0) return ['Nothing is to be removed.'];
  if (pruned === null)
    return [`${plural(amount, 'release')} would go, with the tags. Nothing was removed: --yes does it.`];
  const gone = pruned.filter(({ removed }) => removed).length;
  return [
    ...pruned.flatMap(({ tag, left }) => left.map((what) => `${tag}: ${what}`)),
    `${plural(gone, 'release')} of ${amount} removed.`,
  ];
}
