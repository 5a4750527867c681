import type { SyncedRepository } from '../../app/fleet/sync-repository.ts';
import type { Canvas } from './columns.ts';
import type { Style } from './paint.ts';
import { plural } from './plural.ts';

const STYLES: Readonly<Record<SyncedRepository['outcome'], Style>> = {
  'in order': 'green',
  proposed: 'green',
  opened: 'yellow',
  updated: 'yellow',
  closed: 'green',
  skipped: 'red',
};

/** Every repository with what became of it, and of each file that is changed or left. Nothing is cut: paths are to be copied. */
export function renderSynced(
  synced: readonly SyncedRepository[],
  dryRun: boolean,
  { paint }: Pick<Canvas, 'paint'>,
): readonly string[] {
  const lines = synced.flatMap(({ repository, outcome, why, pullRequest, files }) => [
    `${paint('bold', repository)}  ${paint(STYLES[outcome], spoken(outcome, dryRun))}`,
    ...[why, pullRequest ?? ''].filter((text) => text !== '').map((text) => `  ${text}`),
    ...files.map((file) => `  ${file.action.padEnd(6)}  ${file.path}  ${paint('dim', file.why)}`),
  ]);
  return [...lines, '', summary(synced, dryRun)];
}

function spoken(outcome: SyncedRepository['outcome'], dryRun: boolean): string {
  const isWrite = outcome === 'opened' || outcome === 'updated' || outcome === 'closed';
  const what = outcome === 'in order' || outcome === 'skipped' ? outcome : `pull request ${outcome}`;
  return dryRun && isWrite ? `pull request would be ${outcome}` : what;
}

function summary(synced: readonly SyncedRepository[], dryRun: boolean): string {
  const of = (...outcomes: readonly SyncedRepository['outcome'][]) =>
    synced.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const left = synced.flatMap(({ files }) => files.filter(({ action }) => action === 'leave')).length;
  const parts = [
    `${of('in order', 'closed')} in order`,
    `${of('proposed', 'opened', 'updated')} with a pull request`,
    `${of('skipped')} skipped`,
    `${plural(left, 'file')} left to a person`,
  ];
  return `${plural(synced.length, 'repository', 'repositories')}: ${parts.join(', ')}.${dryRun ? ' Nothing was written.' : ''}`;
}
