import { expect, test } from 'vitest';
import { decideOrphan } from '../../src/domain/orphan.ts';

const TRAIN = { workflowId: 'acme/release/v1.4.0', firstExecution: 'first' };
const ID = 'acme/release/v1.4.0/app';

test('what a former execution of the same start left behind ends', () => {
  expect(decideOrphan(ID, TRAIN, TRAIN)).toEqual({ type: 'end' });
});

test('what belongs to an earlier start of the same id is cancelled, with what it began', () => {
  expect(decideOrphan(ID, { ...TRAIN, firstExecution: 'earlier' }, TRAIN)).toEqual({ type: 'cancel' });
});

test.for([
  ['somebody started by hand', null],
  ['acme/release/v1.4 started', { ...TRAIN, workflowId: 'acme/release/v1.4' }],
] as const)('what %s is left alone, and named', ([by, startedBy]) => {
  expect(decideOrphan(ID, startedBy, TRAIN)).toEqual({
    type: 'leave',
    why: expect.stringContaining(`needs the workflow id ${ID}, under which runs what ${by}`) as string,
  });
});
