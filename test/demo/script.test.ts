import { expect, test } from 'vitest';
import { writeScript } from '../../src/cli/demo/script.ts';

test('a push counts for every component of the repository, and nothing upstream of them is built', async () => {
  const { plan } = await writeScript({ chain: 'opensearch', push: 'notifications', fail: null });
  expect(plan.builds.map(({ alias }) => alias)).toEqual([
    'notifications-core',
    'notifications',
    'alerting',
    'security-analytics',
    'skills',
  ]);
});

test('an actions workflow that fails, fails for all that it builds', async () => {
  const { failing } = await writeScript({ chain: 'opensearch', push: null, fail: 'notifications' });
  expect(failing).toEqual(['notifications-core', 'notifications']);
});

test('of two actions workflows in one repository only the one that is meant fails', async () => {
  const { failing } = await writeScript({ chain: 'btcdecoded', push: null, fail: 'blvm-commons' });
  expect(failing).toEqual(['blvm-commons']);
});
