import { randomUUID } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';

/**
 * How an action ended. All but the level becomes its outputs and a line of the job's summary.
 *
 * @typedef {Readonly<Record<string, string | number | boolean>> & { readonly reason: string }} Outcome
 * @typedef {{ readonly outcome: Outcome, readonly level?: 'notice' | 'warning' | 'error', readonly fails?: boolean }} Ended
 */

/**
 * Runs an action and tells how it ended: outputs, the job's summary, the log; then the process ends. Whatever goes wrong
 * in it is a warning and the outcome `off`, for a cache must not fail a job, unless the job asked for that.
 *
 * @param {string} title
 * @param {Readonly<Record<string, string | number | boolean>>} off the outputs where it could do nothing
 * @param {() => Promise<Ended>} act
 * @param {{ readonly mustSucceed: boolean }} [how]
 * @returns {Promise<never>}
 */
export async function runAction(title, off, act, { mustSucceed } = { mustSucceed: false }) {
  const began = performance.now();
  const { outcome, level = 'notice', fails = false } = await act().catch((error) => failed(off, error, mustSucceed));
  const told = { ...off, ...outcome, seconds: ((performance.now() - began) / 1000).toFixed(3) };
  console.log(level === 'notice' ? outcome.reason : `::${level} title=${title}::${escaped(outcome.reason)}`);
  try {
    await append('GITHUB_OUTPUT', outputsOf(told));
    await append('GITHUB_STEP_SUMMARY', summaryOf(title, told));
  } catch (error) {
    console.log(`::warning title=${title}::Outputs and summary can't be written: ${escaped(messageOf(error))}`);
  }
  // Threads and lock holders that are ending are not waited for.
  process.exit(fails ? 1 : 0);
}

/**
 * @param {Readonly<Record<string, string | number | boolean>>} off
 * @param {unknown} error
 * @param {boolean} mustSucceed
 * @returns {Ended}
 */
function failed(off, error, mustSucceed) {
  return {
    outcome: { ...off, reason: messageOf(error) },
    level: mustSucceed ? 'error' : 'warning',
    fails: mustSucceed,
  };
}

/** @param {unknown} error */
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/** @param {Readonly<Record<string, string | number | boolean>>} told */
function outputsOf(told) {
  // A value may have several lines; nobody can know the end that is chosen here.
  const end = randomUUID();
  const lines = Object.entries(told).map(([name, value]) => `${name}<<${end}\n${value}\n${end}\n`);
  return lines.join('');
}

/**
 * @param {string} title
 * @param {Readonly<Record<string, string | number | boolean>>} told
 */
function summaryOf(title, told) {
  const shown = Object.entries(told).filter(([name, value]) => name !== 'report' && value !== '');
  const row = (/** @type {readonly unknown[]} */ cells) => `| ${cells.map(cellOf).join(' | ')} |\n`;
  const names = shown.map(([name]) => name);
  return `**${title}**\n\n${row(names)}${row(names.map(() => '---'))}${row(shown.map(([, value]) => value))}\n`;
}

/** @param {unknown} value */
function cellOf(value) {
  return String(value).replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
}

/** @param {string} message */
function escaped(message) {
  return message.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/**
 * @param {string} variable names the file; a runner always gives one
 * @param {string} text
 */
async function append(variable, text) {
  const file = process.env[variable];
  if (file) await appendFile(file, text);
}
