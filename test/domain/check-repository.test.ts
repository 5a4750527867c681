import { expect, test } from 'vitest';
import {
  checkAccess,
  checkActions,
  checkImmutability,
  checkName,
  checkWorkflowState,
} from '../../src/domain/check-repository.ts';

const ENGINE = { owner: 'acme', name: 'engine' };

test('a repository that was renamed is named; the case of letters is no other name', () => {
  expect(checkName(ENGINE, { owner: 'Acme', name: 'Engine', defaultBranch: 'main' }).verdict).toBe('fine');
  expect(checkName(ENGINE, { owner: 'acme', name: 'motor', defaultBranch: 'main' })).toMatchObject({
    verdict: 'doubtful',
    message: 'it is called acme/motor now',
  });
});

test('what is only read may be archived; where something is written it is wrong', () => {
  const archived = { write: false, archived: true };
  expect(checkAccess(archived, 'read').verdict).toBe('fine');
  expect(checkAccess(archived, 'dispatch').message).toBe('it is archived, and builds are dispatched there');
  expect(checkAccess({ write: false, archived: false }, 'publish')).toMatchObject({
    verdict: 'wrong',
    message: 'the token may not write, and releases are published there',
  });
  expect(checkAccess(null, 'read').verdict).toBe('wrong');
});

test('what the token may not know is doubtful, not wrong', () => {
  expect([checkActions(null), checkImmutability(null, false)].map(({ verdict }) => verdict)).toEqual([
    'doubtful',
    'doubtful',
  ]);
  expect([checkActions(false), checkImmutability(true, false)].map(({ verdict }) => verdict)).toEqual([
    'wrong',
    'fine',
  ]);
});

test('a repository whose releases start trains and take their files must leave them open to changes', () => {
  expect(checkImmutability(true, true)).toMatchObject({
    verdict: 'wrong',
    message: 'are immutable, so one that a person publishes here takes no files of the train that it starts',
  });
  expect(checkImmutability(false, true).verdict).toBe('fine');
  expect(checkImmutability(null, true).message).toContain('takes no files of the train');
});

test('an actions workflow that is missing or disabled is wrong', () => {
  expect(checkWorkflowState(['build.yml', 'ci.yml'], null).message).toBe('the default branch has no build.yml, ci.yml');
  expect(checkWorkflowState([], { file: 'build.yml', state: 'disabled_inactivity' }).message).toBe(
    'build.yml is disabled inactivity',
  );
});
