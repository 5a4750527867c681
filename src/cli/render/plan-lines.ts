import { assertNever } from '../../domain/exhaustive.ts';
import type { PlannedStep, PlannedTrain } from '../planned-train.ts';
import { alignRows, type Canvas, type Cell } from './columns.ts';
import { plural } from './plural.ts';

const MARGIN = '  ';

/** The plan of a train: what is built, after what, and what it yields; then what is left out, and why. */
export function renderPlan(plan: PlannedTrain, canvas: Canvas): readonly string[] {
  const { paint } = canvas;
  const built = plan.builds.filter(({ work }) => work !== 'nothing').length;
  const files = plan.builds.reduce((sum, { artifacts }) => sum + artifacts.length, 0);
  const inner = { ...canvas, width: canvas.width - MARGIN.length };
  const rows = alignRows([...plan.builds.map(stepCells), ...plan.skipped.map(skippedCells)], inner);
  return [
    `${paint('bold', plan.train)}: ${plural(built, 'build')}, ${plural(files, 'artifact')}`,
    ...Object.entries(plan.parameters).map(([name, values]) => `${MARGIN}${name}: ${values.join(', ')}`),
    ...rows.map((row) => MARGIN + row),
    plan.publishedIn === null ? 'Nothing is published.' : `The release is published in ${plan.publishedIn}.`,
    'Nothing was started.',
  ];
}

function stepCells(step: PlannedStep): readonly Cell[] {
  return [
    { text: String(step.turn), right: true },
    { text: step.alias },
    { text: step.repository, style: 'dim' },
    { text: describeStep(step) },
  ];
}

function skippedCells({ alias, repository, why }: PlannedTrain['skipped'][number]): readonly Cell[] {
  return [
    { text: '–', right: true },
    { text: alias, style: 'dim' },
    { text: repository, style: 'dim' },
    { text: why, style: 'dim' },
  ];
}

function describeStep({ needs, kind, work, artifacts }: PlannedStep): string {
  const after = needs.length === 0 ? 'at once' : `after ${needs.join(', ')}`;
  switch (work) {
    case 'nothing':
      return `${after}: nothing to build, its kind is ${kind}`;
    case 'verify':
      return `${after}: verified`;
    case 'build':
      return artifacts.length === 0 ? `${after}: built` : `${after}: built, yields ${artifacts.join(', ')}`;
    default:
      return assertNever(work);
  }
}
