import { beforeAll, expect, test } from 'vitest';
import { activitiesAt } from '../activities/support/stage.ts';
import { messageNames, patchNames } from '../histories/names-in-code.ts';
import { allReached, type Reached } from '../histories/reached.ts';

// The replay test guards what its histories have reached. What a list here names isn't guarded, and the reason stands there; a
// name that a history reaches at last must leave its list.

/** No journey leads where these are asked for. */
const PATCHES_NOT_REACHED: readonly string[] = [];

/** Nothing that ran before these was kept: their first histories were recorded with them. */
const PATCHES_WITHOUT_OLDER: readonly string[] = [
  'asks-ever-less',
  'asks-whatever-its-share',
  'gone-is-looked-at-again',
  'queue-started-anew',
];

const SIGNALS_NOT_REACHED: readonly string[] = [];

/** People's keys are files, whose path on the machine that records would stand in the history. */
const UPDATES_NOT_REACHED: readonly string[] = ['handInSignature'];

const ACTIVITIES_NOT_REACHED: readonly string[] = [
  // As with `handInSignature`.
  'checkSignature',
  'tellSignatures',
  // A chain is written before the registry has an address at which it shows a package.
  'checkPublished',
  'watchPublished',
];

let reached: readonly Reached[] = [];
beforeAll(async () => {
  reached = await allReached();
});

/** Names that no history has. */
function missing(names: readonly string[], what: 'patches' | 'signals' | 'updates' | 'activities'): readonly string[] {
  const found = new Set(reached.flatMap((one) => one[what]));
  return names.filter((name) => !found.has(name));
}

/** Whether a kind of workflow was recorded with the patch, and in an other recording of the same journey nowhere with it. */
function hasBoth(patch: string): boolean {
  const journeys = Object.values(Object.groupBy(reached, ({ journey, workflowType }) => `${journey} ${workflowType}`));
  return journeys.some((histories = []) => {
    const recordings = new Set(histories.map(({ recording }) => recording));
    const withPatch = new Set(
      histories.filter(({ patches }) => patches.includes(patch)).map(({ recording }) => recording),
    );
    return withPatch.size > 0 && withPatch.size < recordings.size;
  });
}

test('every patch was reached by a stored history', async () => {
  expect(missing(await patchNames(), 'patches')).toEqual(PATCHES_NOT_REACHED);
});

test('of every patch there are histories from before it, on a journey that reaches it', async () => {
  const asked = (await patchNames()).filter((name) => !PATCHES_NOT_REACHED.includes(name));
  expect(asked.filter((name) => !hasBoth(name))).toEqual(PATCHES_WITHOUT_OLDER);
});

test('every signal that a workflow takes is in a stored history', () => {
  expect(missing(messageNames('signal'), 'signals')).toEqual(SIGNALS_NOT_REACHED);
});

test('every update that a workflow takes is in a stored history', () => {
  expect(missing(messageNames('update'), 'updates')).toEqual(UPDATES_NOT_REACHED);
});

test('every activity is in a stored history', async () => {
  const names = Object.keys(await activitiesAt('http://127.0.0.1:1')).sort();
  expect(missing(names, 'activities')).toEqual(ACTIVITIES_NOT_REACHED.toSorted());
});
