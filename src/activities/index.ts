import { cancelActionsRun } from './cancel-actions-run.ts';
import { checkDraft } from './check-draft.ts';
import { checkPublished, watchPublished } from './check-published.ts';
import { checkSignature } from './check-signature.ts';
import { clearRolling } from './clear-rolling.ts';
import { collectFiles } from './collect-files.ts';
import type { Dependencies } from './dependencies.ts';
import { discardStaged } from './discard-staged.ts';
import { explainNoStart } from './explain-no-start.ts';
import { findActionsRun } from './find-actions-run.ts';
import { holdCommit, releaseCommit } from './held-commit.ts';
import { listKnownRuns } from './list-known-runs.ts';
import { listReleaseFiles } from './list-release-files.ts';
import { loadChain } from './load-chain.ts';
import { openDraft } from './open-draft.ts';
import { openRolling } from './open-rolling.ts';
import { packFiles } from './pack-files.ts';
import { pinCommits } from './pin-commits.ts';
import { proposeVersions } from './propose-versions.ts';
import { publishRelease } from './publish-release.ts';
import { readActionsRun, watchActionsRun } from './read-actions-run.ts';
import { readImageDigests } from './read-image-digests.ts';
import { readEarlierBuild } from './read-earlier-build.ts';
import { rerunFailedJobs } from './rerun-failed-jobs.ts';
import { requireSigner, signDocuments } from './sign-documents.ts';
import { startActionsRun } from './start-actions-run.ts';
import { tagRepositories } from './tag-repositories.ts';
import { tellSignatures } from './tell-signatures.ts';
import { askForTurn, watchTurn } from './turns.ts';
import { uploadDocuments, uploadSignatures } from './upload-documents.ts';
import { uploadFile } from './upload-file.ts';
import { uploadFiles } from './upload-files.ts';
import { writeNotes } from './write-notes.ts';

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
    holdCommit: holdCommit(dependencies),
    releaseCommit: releaseCommit(dependencies),
    readEarlierBuild: readEarlierBuild(dependencies),
    listReleaseFiles: listReleaseFiles(dependencies),
    collectFiles: collectFiles(dependencies),
    readImageDigests: readImageDigests(dependencies),
    packFiles: packFiles(dependencies),
    openDraft: openDraft(dependencies),
    uploadFile: uploadFile(dependencies),
    uploadFiles: uploadFiles(dependencies),
    uploadDocuments: uploadDocuments(dependencies),
    requireSigner: requireSigner(dependencies),
    signDocuments: signDocuments(dependencies),
    checkSignature: checkSignature(),
    uploadSignatures: uploadSignatures(dependencies),
    writeNotes: writeNotes(dependencies),
    tellSignatures: tellSignatures(dependencies),
    checkDraft: checkDraft(dependencies),
    checkPublished: checkPublished(dependencies),
    watchPublished: watchPublished(dependencies),
    tagRepositories: tagRepositories(dependencies),
    publishRelease: publishRelease(dependencies),
    openRolling: openRolling(dependencies),
    clearRolling: clearRolling(dependencies),
    proposeVersions: proposeVersions(dependencies),
    discardStaged: discardStaged(dependencies),
  };
}
