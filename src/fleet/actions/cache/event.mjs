import { readFileSync } from 'node:fs';

/** @typedef {import('./tier.mjs').TrustFacts} TrustFacts */

/**
 * What of an event decides over trust.
 *
 * @typedef {{
 *   readonly repository?: { readonly default_branch?: string },
 *   readonly pull_request?: { readonly number?: number, readonly head?: { readonly repo?: { readonly full_name?: string } | null } },
 * }} Payload
 */

/**
 * The event that the job runs for, as the runner tells it: nothing here comes from an input but what is built and why.
 *
 * @param {NodeJS.ProcessEnv} environment
 * @param {{ readonly commit: string, readonly needs: boolean, readonly publishing: boolean }} build
 * @returns {TrustFacts}
 */
export function readEvent(environment, { commit, needs, publishing }) {
  const said = (/** @type {string} */ name) => environment[`GITHUB_${name}`] ?? '';
  /** @type {Payload} */
  const payload = JSON.parse(readFileSync(said('EVENT_PATH'), 'utf8'));
  const { number, head } = payload.pull_request ?? {};
  return {
    event: said('EVENT_NAME'),
    repository: said('REPOSITORY'),
    ref: said('REF'),
    defaultBranch: payload.repository?.default_branch ?? '',
    sameCommit: commit === '' || commit === said('SHA'),
    pull: Number.isSafeInteger(number) ? { number: Number(number), from: head?.repo?.full_name ?? null } : null,
    needs,
    publishing,
  };
}
