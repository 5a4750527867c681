import { expect, test } from 'vitest';
import { checkRunners } from '../../src/domain/check-runners.ts';

const ONE = { name: 'one', online: true, labels: ['self-hosted', 'Linux', 'X64'] };
const TWO = { name: 'two', online: false, labels: ['self-hosted', 'gpu'] };

test('one runner must have all labels, whatever their case', () => {
  expect(checkRunners(['self-hosted', 'linux', 'x64'], [ONE, TWO])).toMatchObject({
    verdict: 'fine',
    message: 'one is online for self-hosted, linux, x64',
  });
  expect(checkRunners(['linux', 'gpu'], [ONE, TWO]).message).toBe('no runner has the labels linux, gpu');
});

test('an offline runner is named, and runners that nobody may see are doubtful', () => {
  expect(checkRunners(['gpu'], [ONE, TWO]).message).toBe('two is offline, and no other takes gpu');
  expect(checkRunners(['gpu'], null).verdict).toBe('doubtful');
});
