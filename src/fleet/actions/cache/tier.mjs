/**
 * Where a job may read and write. Entries of a tier are only as trustworthy as the code that could write them.
 *
 * @typedef {object} Trust
 * @property {readonly string[]} reads tiers to read, the most trusted first; empty for no cache
 * @property {string | null} writes the one tier to write
 * @property {string} reason why so, as a sentence
 */

/**
 * What decides over trust, of a GitHub event.
 *
 * @typedef {object} TrustFacts
 * @property {string} event
 * @property {string} repository `owner/name` that the job runs in
 * @property {string} ref full name of branch or tag
 * @property {string} defaultBranch
 * @property {boolean} sameCommit whether what is built is the event's own commit
 * @property {{ readonly number: number, readonly from: string | null } | null} pull the pull request, and the repository that it comes from
 * @property {boolean} needs whether outputs of others are built in
 * @property {boolean} publishing whether what is built is published
 */

export const TRUSTED = 'trusted';

/** What builds of the default branch wrote into which somebody asked for code of others to be built. */
const ASKED = 'asked';

/** Events whose inputs are of whoever may start them. */
const DISPATCHES = ['workflow_dispatch', 'repository_dispatch'];

/** Events that run the default branch's own code, unless the ref says otherwise. */
const OF_A_BRANCH = ['push', 'schedule', ...DISPATCHES];

/**
 * The tiers of a job. Whatever isn't known to be safe gets none.
 *
 * @param {TrustFacts} facts
 * @returns {Trust}
 */
export function trustOf({ event, repository, ref, defaultBranch, sameCommit, pull, needs, publishing }) {
  if (publishing) return none('What is published is built without a cache.');
  if (event === 'release' || ref.startsWith('refs/tags/')) return none('A release or a tag is built without a cache.');
  if (event === 'pull_request') return pull === null ? none('The pull request is unknown.') : ofPull(pull, repository);
  if (!OF_A_BRANCH.includes(event)) return none(`Builds for the event ${event} get no cache.`);
  if (defaultBranch === '' || ref !== `refs/heads/${defaultBranch}`) return readsOnly('Only the default branch saves.');
  if (!sameCommit) return readsOnly('The commit was asked for and may be of any branch, so that nothing is saved.');
  if (needs && DISPATCHES.includes(event)) return ofAsked();
  return { reads: [TRUSTED], writes: TRUSTED, reason: 'The default branch reads and writes what is trusted.' };
}

/**
 * @param {{ readonly number: number, readonly from: string | null }} pull
 * @param {string} repository
 * @returns {Trust}
 */
function ofPull({ number, from }, repository) {
  if (from?.toLowerCase() !== repository.toLowerCase()) return none('Pull requests of forks get no cache.');
  const own = `pr-${number}`;
  return { reads: [TRUSTED, own], writes: own, reason: 'A pull request reads what is trusted and writes its own.' };
}

/** @returns {Trust} */
function ofAsked() {
  const reason = 'What is built in was asked for and may be of any branch: it reads what is trusted and writes apart.';
  return { reads: [TRUSTED, ASKED], writes: ASKED, reason };
}

/**
 * @param {string} reason
 * @returns {Trust}
 */
function readsOnly(reason) {
  return { reads: [TRUSTED], writes: null, reason };
}

/**
 * @param {string} reason
 * @returns {Trust}
 */
function none(reason) {
  return { reads: [], writes: null, reason };
}
