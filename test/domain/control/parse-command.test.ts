import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TRAIN_COMMANDS } from '../../../src/domain/control/command.ts';
import { parseCommand } from '../../../src/domain/control/parse-command.ts';
import { SOMEBODY_IN_TEMPORAL } from '../../../src/domain/trigger.ts';
import { ALICE } from '../../support/requests.ts';

const nobody = { by: SOMEBODY_IN_TEMPORAL, why: '' };

test.each([
  ['pause', undefined, { type: 'pause', ...nobody }],
  ['resume', null, { type: 'resume', ...nobody }],
  ['pause', { by: 'Alice', why: 'tired' }, { type: 'pause', by: ALICE, why: 'tired' }],
  ['pause', { by: ALICE }, { type: 'pause', by: ALICE, why: '' }],
  ['cancel', {}, { type: 'cancel', ...nobody, runs: 'cancel', draft: 'keep' }],
  ['cancel', { runs: 'leave', draft: 'remove' }, { type: 'cancel', ...nobody, runs: 'leave', draft: 'remove' }],
  ['retry', undefined, { type: 'retry', ...nobody, build: null, how: null }],
  ['retry', 'engine', { type: 'retry', ...nobody, build: 'engine', how: null }],
  ['retry', { how: 'new-attempt' }, { type: 'retry', ...nobody, build: null, how: 'new-attempt' }],
  ['skip', { build: 'a', from: 'x/release/v1' }, { type: 'skip', ...nobody, build: 'a', from: 'x/release/v1' }],
  ['set-limits', 3, { type: 'set-limits', ...nobody, builds: 3 }],
  ['set-limits', { builds: 3 }, { type: 'set-limits', ...nobody, builds: 3 }],
] as const)('%s of %j is understood', (type, input, command) => {
  expect(parseCommand(type, input)).toEqual({ ok: true, command });
});

test.each([
  ['pause', 'engine', ['must be an object with by, why, each of them optional']],
  ['pause', { build: 'engine' }, ['build: unknown; known are by, why']],
  ['pause', { by: 7 }, ['by: must be a name of at most 200 characters']],
  ['pause', { by: 'x'.repeat(201) }, ['by: must be a name of at most 200 characters']],
  ['pause', { by: { type: 'cascade' } }, ['by: must be a name of at most 200 characters']],
  ['pause', { why: 7 }, ['why: must be a text of at most 2000 characters']],
  ['cancel', { runs: 'kill', draft: 1 }, ['runs: must be one of cancel, leave', 'draft: must be one of keep, remove']],
  ['retry', { how: 'again' }, ['how: must be one of new-attempt, rerun-failed-jobs']],
  ['skip', 'engine', ['from: missing']],
  ['skip', {}, ['build: missing', 'from: missing']],
  ['set-limits', {}, ['builds: must be a whole number from 1 to 1000']],
  ['set-limits', { builds: 0 }, ['builds: must be a whole number from 1 to 1000']],
  ['set-limits', [3], ['must be an object with builds, by, why, each of them optional']],
] as const)('%s of %j is refused with everything that is wrong', (type, input, problems) => {
  expect(parseCommand(type, input)).toEqual({ ok: false, problems });
});

test('whatever comes is understood or refused in words, and what was understood is understood again', () => {
  fc.assert(
    fc.property(fc.constantFrom(...TRAIN_COMMANDS), fc.anything(), (type, input) => {
      const parsed = parseCommand(type, input);
      if (!parsed.ok) {
        expect(parsed.problems.length).toBeGreaterThan(0);
        return;
      }
      const fields = Object.entries(parsed.command).filter(([name, value]) => name !== 'type' && value !== null);
      const given = Object.fromEntries(fields);
      expect(parseCommand(type, given)).toEqual(parsed);
    }),
    { numRuns: 1000 },
  );
});
