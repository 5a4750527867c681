import { untilSignalled } from '../app/process-ends.ts';
import { readyForDraft, type TakenDraft } from '../app/verify/take-draft.ts';
import type { PublishedRelease } from '../domain/train-state.ts';
import type { TrainReport } from '../engine/trains/read-train.ts';
import { configured } from './configured.ts';
import { EXIT_STATUS } from './exit-status.ts';
import { untilEnd } from './follow-train.ts';
import { interruptible } from './interrupted.ts';
import { printJson, printLines } from './output.ts';
import { canvasFor } from './render/columns.ts';
import { renderTrial } from './render/trial-lines.ts';
import { whereToLook } from './start.ts';
import { withTrains } from './trains.ts';
import { type Ask, makeOrder } from './train-order.ts';

/** Where the files of a trial go, and how it is told. */
export interface TrialOutput {
  readonly folder: string;
  readonly json: boolean;
}

/** Tries a release, and leaves what would be published in a folder instead of a draft. Sets the exit status. */
export async function tryRelease(ask: Ask, chainName: string | undefined, output: TrialOutput): Promise<void> {
  const { folder, json } = output;
  const { environment, chain } = await configured(chainName);
  const { order } = makeOrder(chain, ask);
  const takeDraft = await readyForDraft(environment, chain, folder);
  const signal = untilSignalled();
  const report = await withTrains(environment, async (trains) => {
    const { train, page } = await trains.start(order);
    if (!json) printLines(whereToLook(train, page));
    return untilEnd(trains, train, { json, signal });
  });
  const release = draftOf(report);
  if (release === null) {
    if (json) printJson(report);
    process.exitCode = EXIT_STATUS.no;
    return;
  }
  const taken = await interruptible(signal, () => takeDraft({ train: report.train, release }, signal));
  if (json) printJson(asJson(report.train, release, folder, taken));
  else printLines(renderTrial({ release, folder, taken }, canvasFor(process.stdout)));
  if (taken.left !== null) process.exitCode = EXIT_STATUS.no;
}

function draftOf({ execution, view }: TrainReport): PublishedRelease | null {
  const publishing = execution === 'completed' ? (view?.publishing ?? null) : null;
  return publishing?.status === 'published' && publishing.release.draft ? publishing.release : null;
}

function asJson(train: string, release: PublishedRelease, folder: string, { verification, ...taken }: TakenDraft) {
  const { tag, files, signedBy, warnings } = release;
  const { passed, items: checks } = verification;
  return { train, tag, folder, files, signedBy, warnings, passed, checks, ...taken };
}
