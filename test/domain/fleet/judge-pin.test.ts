import { expect, test } from 'vitest';
import { isMajorStep, judgePin } from '../../../src/domain/fleet/judge-pin.ts';

const released = (version: string, at = 0) => ({ version, at });

test('the newest version that is old enough is taken, whatever the order of the list', () => {
  const releases = [released('v1.9.0'), released('v1.10.0'), released('v1.2.0')];
  expect(judgePin({ version: 'v1.8.0' }, releases, 5)).toEqual({ newer: 'v1.10.0', waiting: null });
  expect(judgePin({ version: 'v1.10.0' }, releases, 5)).toEqual({ newer: null, waiting: null });
  expect(judgePin({ version: 'v2.0.0' }, releases, 5)).toEqual({ newer: null, waiting: null });
});

test('a version that is too young waits, and the next older one is taken', () => {
  const [young, old] = [released('v2.0.0', 9), released('v1.1.0', 3)];
  expect(judgePin({ version: 'v1.0.0' }, [young, old], 5)).toEqual({ newer: 'v1.1.0', waiting: young });
  expect(judgePin({ version: 'v1.1.0' }, [young, old], 5)).toEqual({ newer: null, waiting: young });
  expect(judgePin({ version: 'v2.0.0' }, [young, old], 5)).toEqual({ newer: null, waiting: null });
});

test('names that are no whole version, and pre-releases, are never taken', () => {
  const releases = [released('v5'), released('latest'), released('v4.0.0-rc.1')];
  expect(judgePin({ version: 'v1.0.0' }, releases, 5)).toEqual({ newer: null, waiting: null });
});

test('a pin without a version that can be compared is replaced by any whole one', () => {
  expect(judgePin({ version: 'main' }, [released('v1.0.0')], 5).newer).toBe('v1.0.0');
});

test('another first number is a major step', () => {
  expect([isMajorStep('v4.1.0', 'v5.0.0'), isMajorStep('v4.1.0', 'v4.2.0')]).toEqual([true, false]);
});
