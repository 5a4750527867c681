import { askAdmission, tellQueue } from './ask-admission.ts';
import { attemptsMade } from './attempts-made.ts';
import { cancelActionsRun } from './cancel-actions-run.ts';
import { cancelTrain } from './cancel-train.ts';
import { checkDraft } from './check-draft.ts';
import { checkPublished, watchPublished } from './check-published.ts';
import { checkPush } from './check-push.ts';
import { checkSignature } from './check-signature.ts';
import { checkVote } from './check-vote.ts';
import { clearRolling } from './clear-rolling.ts';
import { collectFiles } from './collect-files.ts';
import type { Dependencies } from './dependencies.ts';
import { discardDraft } from './discard-draft.ts';
import { discardStaged } from './discard-staged.ts';
import { endOrphan } from './end-orphan.ts';
import { explainNoStart } from './explain-no-start.ts';
import { findActionsRun } from './find-actions-run.ts';
import { findSignal } from './find-signal.ts';
import { holdCommit, releaseCommit } from './held-commit.ts';
import { keepIssue } from './keep-issue.ts';
import { listKnownRuns } from './list-known-runs.ts';
import { listReleaseFiles } from './list-release-files.ts';
import { loadChain } from './load-chain.ts';
import { locateReceiver } from './locate-receiver.ts';
import { openDraft } from './open-draft.ts';
import { openRolling } from './open-rolling.ts';
import { packFiles } from './pack-files.ts';
import { pinCommits } from './pin-commits.ts';
import { postNotice } from './post-notice.ts';
import { proposeVersions } from './propose-versions.ts';
import { publishRelease } from './publish-release.ts';
import { readActionsRun, watchActionsRun } from './read-actions-run.ts';
import { readFormerQueue } from './read-former-queue.ts';
import { readImageDigests } from './read-image-digests.ts';
import { readEarlierBuild } from './read-earlier-build.ts';
import { rerunFailedJobs } from './rerun-failed-jobs.ts';
import { sendSignal } from './send-signal.ts';
import { requireSigner, signDocuments } from './sign-documents.ts';
import { setStatuses } from './set-statuses.ts';
import { startActionsRun } from './start-actions-run.ts';
import { startFollowingNightly, startNextCascade } from './start-next-train.ts';
import { tagRepositories } from './tag-repositories.ts';
import { tellSignatures } from './tell-signatures.ts';
import { askForTurn, watchTurn } from './turns.ts';
import { uploadDocuments, uploadSignatures } from './upload-documents.ts';
import { uploadFiles } from './upload-files.ts';
import { wasBegun } from './was-begun.ts';
import { findRunningTrains, watchTrain } from './watch-train.ts';
import { writeNotes } from './write-notes.ts';

/** Every effect that a workflow can have, each by the name under which Temporal shows it. */
export function createActivities(dependencies: Dependencies) {
  return {
    loadChain: loadChain(dependencies),
    pinCommits: pinCommits(dependencies),
    startActionsRun: startActionsRun(dependencies),
    findActionsRun: findActionsRun(dependencies),
    sendSignal: sendSignal(dependencies),
    findSignal: findSignal(dependencies),
    locateReceiver: locateReceiver(dependencies),
    setStatuses: setStatuses(dependencies),
    postNotice: postNotice(dependencies),
    keepIssue: keepIssue(dependencies),
    watchActionsRun: watchActionsRun(dependencies),
    readActionsRun: readActionsRun(dependencies),
    cancelActionsRun: cancelActionsRun(dependencies),
    rerunFailedJobs: rerunFailedJobs(dependencies),
    explainNoStart: explainNoStart(dependencies),
    listKnownRuns: listKnownRuns(dependencies),
    askForTurn: askForTurn(dependencies),
    watchTurn: watchTurn(dependencies),
    askAdmission: askAdmission(dependencies),
    tellQueue: tellQueue(dependencies),
    readFormerQueue: readFormerQueue(dependencies),
    findRunningTrains: findRunningTrains(dependencies),
    watchTrain: watchTrain(dependencies),
    startNextCascade: startNextCascade(dependencies),
    startFollowingNightly: startFollowingNightly(dependencies),
    checkPush: checkPush(dependencies),
    holdCommit: holdCommit(dependencies),
    releaseCommit: releaseCommit(dependencies),
    wasBegun: wasBegun(dependencies),
    endOrphan: endOrphan(dependencies),
    readEarlierBuild: readEarlierBuild(dependencies),
    attemptsMade: attemptsMade(dependencies),
    cancelTrain: cancelTrain(dependencies),
    checkVote: checkVote(dependencies),
    listReleaseFiles: listReleaseFiles(dependencies),
    collectFiles: collectFiles(dependencies),
    readImageDigests: readImageDigests(dependencies),
    packFiles: packFiles(dependencies),
    openDraft: openDraft(dependencies),
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
    discardDraft: discardDraft(dependencies),
    discardStaged: discardStaged(dependencies),
  };
}
