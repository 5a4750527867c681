/**
 * A job that the repository knows, as the caller says it.
 *
 * @typedef {object} Cell
 * @property {Record<string, string[]>} when for which values of which parameters it is wanted
 * @property {string[]} runs_on
 * @property {string} target
 * @property {string} features
 * @property {{ name: string, rebuilt: string | null }[]} artifacts
 */

/**
 * A job that is to run. Each of its artifacts holds one file, which keeps its name where it is built a second time.
 *
 * @typedef {object} PlannedCell
 * @property {string} name
 * @property {string[]} runs_on
 * @property {string} target
 * @property {string} features
 * @property {Record<string, string>} parameters those with one value
 * @property {{ name: string, file: string }[]} artifacts
 * @property {string} proof
 */

/** GitHub's limit for one matrix. */
const MOST_CELLS = 256;

/**
 * The jobs that a train asks for. Where nothing is declared for what it chose, one that builds and yields nothing: what
 * needs the repository still has to know that it builds. Throws where a name can't be filled in.
 *
 * @param {{ readonly cells: readonly Cell[], readonly runsOn: string[] }} known
 * @param {Readonly<Record<string, string>>} choice
 * @param {Readonly<Record<string, string>>} values of the placeholders
 * @param {string} proof
 * @returns {readonly PlannedCell[]}
 */
export function planCells({ cells, runsOn }, choice, values, proof) {
  const chosen = Object.fromEntries(Object.entries(choice).map(([name, text]) => [name, chosenValues(text)]));
  const wanted = cells.filter(({ when }) => Object.entries(when).every(([name, known]) => wants(chosen[name], known)));
  const plain = { when: {}, runs_on: runsOn, target: '', features: '', artifacts: [] };
  const planned = (wanted.length === 0 ? [plain] : wanted).flatMap((cell) => twice(cell, values));
  if (planned.length > MOST_CELLS) {
    throw new Error(`${planned.length} jobs are more than the ${MOST_CELLS} that GitHub runs of one matrix.`);
  }
  return planned.map((cell, index) => ({ ...cell, proof: index === 0 ? proof : '' }));
}

/** @param {string} text */
function chosenValues(text) {
  return text
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

/**
 * @param {readonly string[] | undefined} chosen
 * @param {readonly string[]} known
 */
function wants(chosen, known) {
  return chosen === undefined || chosen.length === 0 || chosen.some((value) => known.includes(value));
}

/**
 * The job, and the one that builds the same again where that is asked for.
 *
 * @param {Cell} cell
 * @param {Readonly<Record<string, string>>} values
 * @returns {readonly Omit<PlannedCell, 'proof'>[]}
 */
function twice({ when, artifacts, ...cell }, values) {
  const single = Object.entries(when).flatMap(([name, [value, ...others]]) =>
    value === undefined || others.length > 0 ? [] : [[name, value]],
  );
  /** @type {Record<string, string>} */
  const parameters = Object.fromEntries(single);
  const first = artifacts.map(({ name }) => ({ name: fill(name, values), file: fill(name, values) }));
  const again = artifacts.flatMap(({ name, rebuilt }) =>
    rebuilt === null ? [] : [{ name: fill(rebuilt, values), file: fill(name, values) }],
  );
  const name = single.length === 0 ? 'build' : Object.values(parameters).join(', ');
  const once = { ...cell, parameters, name, artifacts: first };
  return again.length === 0 ? [once] : [once, { ...once, name: `${name} again`, artifacts: again }];
}

/**
 * @param {string} template
 * @param {Readonly<Record<string, string>>} values
 */
function fill(template, values) {
  return template.replace(/\{([a-z_]+)\}/g, (_, name) => {
    const value = values[name] ?? '';
    if (value === '') throw new Error(`"${template}" needs the ${name}, which the dispatch doesn't say.`);
    return value;
  });
}
