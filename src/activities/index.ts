import { cancelActionsRun } from './cancel-actions-run.ts';
import { checkDraft } from './check-draft.ts';
import { collectArtifact } from './collect-artifact.ts';
import type { Dependencies } from './dependencies.ts';
import { discardStaged } from './discard-staged.ts';
import { explainNoStart } from './explain-no-start.ts';
import { findActionsRun } from './find-actions-run.ts';
import { listKnownRuns } from './list-known-runs.ts';
import { loadChain } from './load-chain.ts';
import { openDraft } from './open-draft.ts';
import { pinCommits } from './pin-commits.ts';
import { publishRelease } from './publish-release.ts';
import { readActionsRun, watchActionsRun } from './read-actions-run.ts';
import { rerunFailedJobs } from './rerun-failed-jobs.ts';
import { startActionsRun } from './start-actions-run.ts';
import { askForTurn, watchTurn } from './turns.ts';
import { uploadChecksums, uploadFile } from './upload-file.ts';

/** Every effect that a workflow can have, each by the name under which Temporal shows it. */
export function createActivities(dependencies: Dependencies) {
  return {
    loadChain: loadChain(dependencies),
    pinCommits: pinCommits(dependencies),
    startActionsRun: startActionsRun(dependencies),
    findActionsRun: findActionsRun(dependencies),
    watchActionsRun: watchActionsRun(dependencies),
    readActionsRun: readActionsRun(dependencies),
    cancelActionsRun: cancelActionsRun(dependencies),
    rerunFailedJobs: rerunFailedJobs(dependencies),
    explainNoStart: explainNoStart(dependencies),
    listKnownRuns: listKnownRuns(dependencies),
    askForTurn: askForTurn(dependencies),
    watchTurn: watchTurn(dependencies),
    collectArtifact: collectArtifact(dependencies),
    openDraft: openDraft(dependencies),
    uploadFile: uploadFile(dependencies),
    uploadChecksums: uploadChecksums(dependencies),
    checkDraft: checkDraft(dependencies),
    publishRelease: publishRelease(dependencies),
    discardStaged: discardStaged(dependencies),
  };
}
