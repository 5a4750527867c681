/**
 * A repository that is checked out beside the one that is built.
 *
 * @typedef {object} Need
 * @property {string} repository `owner/name`
 * @property {string} folder in the workspace
 * @property {string | null} commit
 * @property {string} ref what is fetched where no commit is given
 */

const REPOSITORY = /^[A-Za-z0-9][A-Za-z0-9_-]*\/(?!\.{1,2}$)[A-Za-z0-9._-]+$/;
const COMMIT = /^[0-9a-f]{40}$/;
const REF = /^(?!-)[A-Za-z0-9._/-]+$/;

/** Where a job has the repository itself, what it makes of it and what it downloads; some systems don't tell `Out` from `out`. */
const TAKEN = ['source', 'out', 'dist', 'upload', 'node-cache', 'go-cache'];

/**
 * The repositories that a text names, sorted. Throws where it can't be read, or where one would lie in another's folder.
 *
 * @param {string} text
 * @returns {readonly Need[]}
 */
export function parseNeeds(text) {
  const list = /** @type {unknown} */ (JSON.parse(text.trim() === '' ? '[]' : text));
  if (!Array.isArray(list)) throw new Error('"needs" must be a JSON list.');
  const needs = list.map(parseNeed).sort((a, b) => (a.repository < b.repository ? -1 : 1));
  const folders = needs.map(({ folder }) => folder.toLowerCase());
  for (const [index, { folder, repository }] of needs.entries()) {
    const plain = folder.toLowerCase();
    if (folders.indexOf(plain) !== index || TAKEN.includes(plain))
      throw new Error(`${repository} would lie in a folder that is taken: ${folder}.`);
  }
  return needs;
}

/**
 * @param {unknown} item
 * @returns {Need}
 */
function parseNeed(item) {
  const { repository, commit = null, ref = 'HEAD' } = /** @type {Record<string, unknown>} */ (item ?? {});
  if (typeof repository !== 'string' || !REPOSITORY.test(repository)) {
    throw new Error(`"needs" must name each repository as owner/name, but has ${JSON.stringify(item)}.`);
  }
  if (commit !== null && (typeof commit !== 'string' || !COMMIT.test(commit))) {
    throw new Error(`The commit of ${repository} must be 40 hexadecimal digits, but is ${JSON.stringify(commit)}.`);
  }
  if (typeof ref !== 'string' || !REF.test(ref)) {
    throw new Error(`The ref of ${repository} must be the name of a branch, but is ${JSON.stringify(ref)}.`);
  }
  const [, folder = ''] = repository.split('/');
  return { repository, folder, commit, ref };
}
